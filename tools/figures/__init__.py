"""How each figure of `./do bench` is measured; also the served demo that browser tests walk."""
