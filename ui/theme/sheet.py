"""The style sheet: small, made from colour roles and the text scale. What Fusion draws well is left alone."""

from collections.abc import Callable, Mapping

from ui.theme.colours import Role, Tone

_SHEET = """
QWidget {{ font-size: {body}px; }}
QMainWindow, QWidget#page, QWidget#pages, QDialog {{ background: {page}; }}
QDialog {{ border: 1px solid {line_strong}; }}
QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: none; }}
QToolTip {{ background: {sidebar}; color: {sidebar_bright}; border: none; padding: {s4}px; }}

QLabel[role="title"] {{ font-size: {title}px; font-weight: bold; }}
QLabel[role="section"] {{ font-size: {section}px; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="muted"] {{ font-size: {small}px; color: {muted}; }}
QLabel[role="figure"] {{ font-size: {figure}px; font-weight: bold; }}
QLabel[role="figure-good"] {{ font-size: {figure}px; font-weight: bold; color: {good}; }}
QLabel[role="figure-bad"] {{ font-size: {figure}px; font-weight: bold; color: {bad}; }}
QLabel[role="sign"] {{ font-size: {title}px; color: {muted}; padding-top: {s8}px; }}
QLabel[role="problem"] {{ font-size: {small}px; color: {bad}; }}
QLabel[role="good"] {{ color: {good}; }}
QLabel[role="bad"] {{ color: {bad}; }}
QLabel[role="key"] {{ font-size: {small}px; color: {muted}; border: 1px solid {line}; border-radius: 3px;
    padding: 0 {s4}px; background: {field}; }}
{chips}
QFrame[card="true"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[rule="true"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton {{ background: {card}; color: {text}; border: 1px solid {line}; border-radius: 6px;
    padding: {s6}px {s14}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:disabled {{ color: {line_strong}; }}
QPushButton:focus {{ border: 2px solid {focus}; padding: {s5}px {s13}px; }}
QPushButton[kind="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent};
    font-weight: bold; }}
QPushButton[kind="primary"]:hover {{ background: {accent_deep}; }}
QPushButton[kind="primary"]:disabled {{ background: {accent_line}; border-color: {accent_line}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {sidebar}; }}
QPushButton[kind="link"] {{ background: transparent; border: none; color: {link}; padding: {s2}px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {focus}; border-radius: 4px; padding: 0; }}
QPushButton[kind="choice"]:checked {{ background: {blue_back}; color: {blue_text}; border-color: {blue_text}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{ background: {field}; color: {text};
    border: 1px solid {line_strong}; border-radius: 5px; padding: {s5}px {s8}px;
    selection-background-color: {focus}; selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
    border: 2px solid {focus}; padding: {s4}px {s7}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ background: {field_off};
    color: {muted}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {bad}; }}
QPlainTextEdit[paper="true"], QPlainTextEdit[paper="true"]:focus {{ background: {card}; font-size: {writing}px;
    border: 1px solid {line}; border-radius: 8px; padding: 0; }}
QLineEdit, QComboBox, QSpinBox {{ min-height: {s20}px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{ background: {field}; color: {text}; border: 1px solid {line_strong};
    selection-background-color: {selection}; selection-color: {text}; outline: none; padding: {s2}px; }}
QComboBox QAbstractItemView::item {{ min-height: {s26}px; }}
QComboBox::drop-down {{ border: none; width: {s24}px; }}
QComboBox::down-arrow {{ image: url("{icons}/chevron-down.svg"); width: {s14}px; height: {s14}px; }}
QCheckBox, QRadioButton {{ spacing: {s8}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {s18}px; height: {s18}px; }}
QCheckBox::indicator:unchecked {{ image: url("{icons}/square.svg"); }}
QCheckBox::indicator:checked {{ image: url("{icons}/square-check.svg"); }}
QRadioButton::indicator:unchecked {{ image: url("{icons}/circle.svg"); }}
QRadioButton::indicator:checked {{ image: url("{icons}/circle-dot.svg"); }}
QCheckBox:focus, QRadioButton:focus {{ color: {focus}; text-decoration: underline; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {line_strong}; }}
QPushButton::menu-indicator {{ image: url("{icons}/chevron-down.svg"); width: {s12}px; height: {s12}px;
    subcontrol-origin: padding; subcontrol-position: center right; }}

QTableView, QListView, QTreeView {{ background: {card}; alternate-background-color: {card}; color: {text};
    border: 1px solid {line}; border-radius: 8px; gridline-color: {line};
    selection-background-color: {selection}; selection-color: {text}; outline: none; }}
QListView::item {{ padding: {s2}px; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {focus}; }}
QTableView::item {{ border-bottom: 1px solid {line}; padding: 0 {s8}px; }}
QTableView::item:selected, QListView::item:selected {{ background: {selection}; color: {text}; }}
QHeaderView {{ background: {card}; border: none; }}
QHeaderView::section {{ background: {card}; color: {muted}; border: none; border-bottom: 1px solid {line_strong};
    padding: {s6}px {s11}px; font-size: {small}px; }}
QTableCornerButton::section {{ background: {card}; border: none; }}
QListView[plain="true"] {{ border: none; background: transparent; }}

QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {s10}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {s10}px; margin: 0; }}
QScrollBar::handle {{ background: {line_strong}; border-radius: {s4}px; min-height: {s26}px; min-width: {s26}px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenu {{ background: {field}; color: {text}; border: 1px solid {line_strong}; padding: {s4}px; }}
QMenu::item {{ padding: {s6}px {s24}px {s6}px {s10}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {s4}px; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: {s6}px {s12}px; border: none;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; font-weight: bold; }}
QTabBar::tab:focus {{ color: {focus}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QProgressBar {{ background: {ring_rest}; border: none; border-radius: 4px; max-height: {s8}px; min-height: {s8}px; }}
QProgressBar::chunk {{ background: {ring}; border-radius: 4px; }}
QCalendarWidget QToolButton {{ color: {text}; background: transparent; border: none; padding: {s4}px; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {card}; }}
QCalendarWidget QTableView {{ border: none; }}
QCalendarWidget QTableView::item {{ border: none; padding: 0; }}

QFrame#pages_bar {{ background: {sidebar}; }}
QFrame#pages_bar QLabel {{ color: {sidebar_bright}; font-size: {section}px; font-weight: bold; }}
QFrame#pages_bar QToolButton {{ color: {sidebar_text}; background: transparent; border: none;
    border-left: 3px solid transparent; padding: {s6}px 3px {s6}px 0; font-size: {nav}px; }}
QFrame#pages_bar QToolButton:hover {{ background: {sidebar_here}; }}
QFrame#pages_bar QToolButton:checked {{ color: {sidebar_bright}; background: {sidebar_here};
    border-left-color: {accent}; }}
QFrame#pages_bar QToolButton:focus {{ color: {sidebar_bright}; border-left-color: {sidebar_bright}; }}
QFrame#pages_bar QLabel[saved="heading"] {{ color: {sidebar_text}; font-size: {small}px; font-weight: normal;
    border-top: 1px solid {sidebar_here}; }}
QFrame#pages_bar QToolButton[saved="true"] {{ font-size: {small}px; padding: 0 3px 0 0; }}
QScrollArea#saved, QWidget#saved {{ background: transparent; border: none; }}
QScrollArea#saved QScrollBar:vertical {{ width: {s5}px; }}
QScrollArea#saved QScrollBar::handle {{ background: {sidebar_text}; border-radius: 2px; }}
QFrame#topbar {{ background: {card}; border-bottom: 1px solid {line}; }}
QFrame#toast {{ background: {sidebar}; border-radius: 8px; }}
QFrame#toast QLabel {{ color: {sidebar_bright}; }}
QFrame#toast QPushButton {{ background: transparent; color: {sidebar_bright}; border: 1px solid {sidebar_text}; }}
QFrame#toast QPushButton:hover {{ background: {sidebar_here}; }}
QFrame#toast QPushButton:focus {{ border: 2px solid {sidebar_bright}; }}
QFrame#hits {{ background: {field}; border: 1px solid {line_strong}; border-radius: 8px; }}
QFrame#hits QListView {{ border: none; background: transparent; }}
"""

_CHIP = """QLabel[chip="{tone}"], QPushButton[chip="{tone}"] {{ background: {back}; color: {text};
    font-size: {small}px; border: none; border-radius: 4px; padding: {s2}px {s7}px; }}
QPushButton[chip="{tone}"]:focus {{ border: 2px solid {text}; padding: 0 {s5}px; }}
QFrame[banner="{tone}"] {{ background: {back}; border: 1px solid {text}; border-radius: 8px; }}
QFrame[banner="{tone}"] QLabel {{ color: {text}; }}
"""

# Spaces of the sheet in pixels at 100 %, used as {s6} and so on.
_SPACES = (2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 18, 20, 24, 26)

# Text sizes in pixels at 100 %: the one scale everything is derived from.
TEXT_SIZES = {"small": 12, "body": 14, "nav": 13, "section": 15, "writing": 17, "title": 21, "figure": 32}


def style_sheet(colours: Mapping[Role, str], size: Callable[[float], int], icons: str) -> str:
    """The application's style sheet. `size` scales pixels; `icons` is the icons' folder."""
    values: dict[str, object] = {role.value: colour for role, colour in colours.items()}
    values |= {name: size(pixels) for name, pixels in TEXT_SIZES.items()}
    values |= {f"s{space}": size(space) for space in _SPACES}
    chips = "".join(
        _CHIP.format(**(values | {"tone": tone.value, "back": colours[tone.back], "text": colours[tone.text]}))
        for tone in Tone
    )
    return _SHEET.format(**values, chips=chips, icons=icons)
