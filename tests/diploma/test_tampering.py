"""Whatever is changed, the diploma is refused with the right reason, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from passerelle.engines.credential import SENTENCES, TrustList
from tests.diploma.tampering import BUNDLED, CASES, bundled, codes_of, digests_of, fresh
from tests.engines.credential_cast import TODAY


def test_the_genuine_diploma_is_valid_alone_and_in_its_bundle() -> None:
    assert (fresh().judged().failures, fresh().judged().verdict) == ((), "valid")
    assert (bundled().judged().failures, bundled().judged().verdict) == ((), "valid")


@pytest.mark.parametrize("case", CASES)
def test_tampering_is_refused_with_its_reason(case: str) -> None:
    tampering, code = CASES[case]

    assert code in codes_of(tampering, fresh)


@pytest.mark.parametrize("case", BUNDLED)
def test_tampering_with_a_bundle_is_refused_with_its_reason(case: str) -> None:
    tampering, code = BUNDLED[case]

    assert code in codes_of(tampering, bundled)


def test_more_than_thirty_kinds_are_tried_and_each_has_its_sentence() -> None:
    codes = {code for _, code in [*CASES.values(), *BUNDLED.values()]}

    assert len(CASES) + len(BUNDLED) >= 30
    assert codes <= set(SENTENCES)


def test_a_partner_who_kept_only_digests_believes_the_keys_of_a_bundle() -> None:
    kept = bundled()
    kept.trust = TrustList.from_json(digests_of(kept.trust).to_json())

    assert kept.judged().verdict == "valid"


def test_a_digest_alone_verifies_no_plain_diploma() -> None:
    plain = fresh()
    plain.trust = digests_of(plain.trust)

    report = plain.judged()

    assert {failure.code for failure in report.failures} == {"key-not-held"}


def test_years_later_a_bundle_says_up_to_when_it_knows() -> None:
    kept = bundled()
    kept.at = TODAY + timedelta(days=2000)

    report = kept.judged()

    assert report.verdict == "valid"
    assert "but not every revocation could be checked" in report.sentence.en
    assert report.not_checked[0].en.startswith("What Institution chum may have published after")


def test_a_bundle_of_unknown_keys_is_never_more_than_an_unknown_issuer() -> None:
    kept = bundled()
    BUNDLED["keys nobody knows"][0](kept)

    assert kept.judged().verdict == "unknown issuer"
