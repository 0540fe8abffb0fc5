"""Who reads what: each work to so many readers, evenly, nobody barred, the whole connected."""

from passerelle.engines.peer._allocating import allocate
from passerelle.engines.peer._design import Design, Pair, Reader, Work

__all__ = ["Design", "Pair", "Reader", "Work", "allocate"]
