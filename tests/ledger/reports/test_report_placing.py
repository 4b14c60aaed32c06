"""A finished file goes to its place whole or not at all."""

import errno
import os
import sys
from pathlib import Path

import pytest

from ledger.errors import WorldProblem
from ledger.reports.placing import put_in_place
from ledger.store import create_ledger


def test_the_old_file_is_replaced_and_nothing_else_left_behind(tmp_path: Path) -> None:
    target = tmp_path / "2026年10月月报.pdf"
    target.write_bytes(b"old")
    put_in_place(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(WorldProblem) as caught:
        put_in_place(tmp_path / "missing" / "a.pdf", b"new")
    assert caught.value.code == "file_cannot_be_written"
    assert caught.value.path.endswith("a.pdf")


def test_a_file_in_the_place_of_the_folder_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder")
    with pytest.raises(WorldProblem, match="file_cannot_be_written"):
        put_in_place(tmp_path / "folder" / "a.pdf", b"new")
    assert (tmp_path / "folder").read_text() == "no folder"


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(WorldProblem) as caught:
        put_in_place(tmp_path / "a.pdf", b"new")
    assert caught.value.code == "file_cannot_be_written"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_a_ledger_is_never_replaced(tmp_path: Path) -> None:
    create_ledger(tmp_path / "账本.mqzb", community="银苑社区", worker="王书记").close()
    whole = (tmp_path / "账本.mqzb").read_bytes()
    (tmp_path / "副本").write_bytes(whole)
    for name in ("账本.mqzb", "副本"):
        with pytest.raises(WorldProblem, match="target_is_ledger"):
            put_in_place(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == whole


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_path_without_a_file_name_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorldProblem, match="file_cannot_be_written"):
        put_in_place(Path(name), b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are made otherwise there")
def test_a_device_stays_a_device_and_a_link_a_link(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WorldProblem, match="file_cannot_be_written"):
        put_in_place(tmp_path / "pipe", b"new")
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    put_in_place(tmp_path / "link.pdf", b"new")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_fsync = os.fsync

    def full(descriptor: int) -> None:
        real_fsync(descriptor)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorldProblem) as caught:
        put_in_place(tmp_path / "a.pdf", b"new")
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(WorldProblem) as caught:
            put_in_place(tmp_path / "a.pdf", b"new")
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.code == "file_cannot_be_written"
