"""The copy of a recording sounds the same and tells nothing of its maker."""

import io
import wave

import pytest

from berkas.alasan import Alasan, Suspect
from berkas.openers import recording
from berkas.openers.report import Report
from tests.berkas import samples


def copied(content: bytes, mime: str) -> tuple[bytes, Report]:
    out = io.BytesIO()
    report = recording.open_file(io.BytesIO(content), content, mime, out)
    return out.getvalue(), report


def test_tags_of_an_mp3_go_and_its_frames_stay() -> None:
    copy, report = copied(samples.mp3(), "audio/mpeg")
    assert copy == samples.mp3(tag=False)
    assert report.temuan == {"penulis"}


def test_a_wav_keeps_its_sound_alone() -> None:
    copy, report = copied(samples.wav(), "audio/wav")
    assert samples.PENULIS.encode() not in copy
    with wave.open(io.BytesIO(copy)) as before, wave.open(io.BytesIO(samples.wav())) as after:
        assert before.readframes(9999) == after.readframes(9999)
    assert report.temuan == {"penulis"}


def test_place_and_author_of_a_film_go_and_nothing_moves() -> None:
    content = samples.mp4()
    copy, report = copied(content, "video/mp4")
    assert report.temuan == {"lokasi", "penulis"}
    assert len(copy) == len(content)
    assert copy.find(b"mdat") == content.find(b"mdat")
    assert b"-06.2088" not in copy
    assert samples.PENULIS.encode() not in copy


def test_a_voice_message_without_comments_is_its_own_copy() -> None:
    copy, report = copied(samples.ogg("ENCODER=uji"), "audio/ogg")
    assert copy == samples.ogg("ENCODER=uji")
    assert report.salinan


def test_an_ogg_that_names_somebody_has_no_copy_and_says_so() -> None:
    copy, report = copied(samples.ogg(f"ARTIST={samples.PENULIS}"), "audio/ogg")
    assert (copy, report.salinan) == (b"", False)
    assert report.dibersihkan == {"tanpa_salinan"}


def test_adts_behind_an_id3_tag_is_aac() -> None:
    tagged = samples.mp3()[:50] + samples.aac()
    copy, report = copied(tagged, "audio/mpeg")
    assert (copy, report.mime) == (samples.aac(), "audio/aac")


@pytest.mark.parametrize("length", [1, 4, 7])
def test_boxes_that_claim_no_length_do_not_hang(length: int) -> None:
    content = samples.mp4() + length.to_bytes(4, "big") + b"free" + bytes(20)
    with pytest.raises(Suspect) as reason:
        copied(content, "video/mp4")
    assert reason.value.alasan == Alasan.RUSAK
