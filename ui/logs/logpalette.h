#pragma once

#include "ui/logs/ansiparser.h"

#include <QColor>
#include <QPalette>
#include <QTextCharFormat>

namespace kantoku::ui {

/// `wanted`, made lighter or darker just so far that it can be read on `background`.
QColor readableOn(const QColor &wanted, const QColor &background, double contrast = 4.5);

/**
 * The colours of a log view, made from a widget's palette.
 *
 * What a program asks for is a wish: each colour is moved until it has a contrast of 4.5:1 to what is behind it, so a
 * log is readable on light and on dark.
 */
class LogPalette {
public:
    explicit LogPalette(const QPalette &palette = {});

    QTextCharFormat format(const TextStyle &style) const;

    QColor text() const { return m_text; }
    QColor background() const { return m_background; }
    QColor gutterText() const { return m_gutterText; }
    QColor gutterBackground() const { return m_gutterBackground; }
    QColor dividerText() const { return m_gutterText; }
    QColor dividerLine() const { return m_dividerLine; }
    QColor lossText() const { return m_lossText; } ///< dividers that tell of missing text
    QColor mark() const; ///< of lines that the reader marked
    QColor matchMark() const; ///< of matches in the overview
    QTextCharFormat match() const;
    QTextCharFormat currentMatch() const;
    QTextCharFormat selection() const;

private:
    QColor colour(const TextColour &colour, const QColor &standard) const;

    QColor m_text;
    QColor m_background;
    QColor m_gutterText;
    QColor m_gutterBackground;
    QColor m_dividerLine;
    QColor m_lossText;
    QColor m_highlight;
    QColor m_highlightedText;
    bool m_dark = false;
};

} // namespace kantoku::ui
