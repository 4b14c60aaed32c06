from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets import Banner, PrimaryButton, ProgressDialog, Toast


def _button(widget: QWidget, text: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.text() == text)


def test_a_banner_copies_its_details(qtbot: Any) -> None:
    banner = Banner("文件正被 WPS 打开，请关闭后重试。", details="PermissionError: 月报.pdf")
    qtbot.addWidget(banner)
    qtbot.mouseClick(_button(banner, "复制详情"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().endswith("PermissionError: 月报.pdf")


def test_a_banner_shows_names_as_they_are_written(qtbot: Any) -> None:
    banner = Banner("<b>许敏</b> 已存在")
    qtbot.addWidget(banner)
    assert banner.words.textFormat() == Qt.TextFormat.PlainText


def test_a_toast_can_be_acted_on_and_is_gone(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toast, undone = Toast(window), []
    toast.say("已记入账本", "撤销", lambda: undone.append(True))
    assert toast.text() == "已记入账本"
    assert toast.geometry().bottom() < 600
    window.resize(500, 400)
    assert toast.geometry().bottom() < 400
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert toast.text() == ""
    toast.say("已保存")
    assert toast.button.isHidden()


def test_progress_is_shown_only_when_it_takes_long_and_can_be_stopped(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    stopped: list[bool] = []
    quick, slow = (
        ProgressDialog("导入", lambda: None, window),
        ProgressDialog("导入", lambda: stopped.append(True), window),
    )
    quick.finish()
    slow.show_progress(3, 10)
    assert slow.isHidden()
    qtbot.waitUntil(slow.isVisible, timeout=3000)
    slow.reject()
    assert stopped == [True]
    assert slow.isVisible()
    slow.finish()
    assert slow.isHidden()


def test_a_toast_leaves_the_button_at_the_foot_free(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    button = PrimaryButton("记入账本")
    button.setParent(window)
    button.move(360, 350)
    window.show()
    toast = Toast(window)
    toast.say("已记入账本：6 户走访", "撤销", lambda: None)
    assert toast.isVisible()
    assert button.isVisible()
    assert not toast.geometry().intersects(button.geometry())
