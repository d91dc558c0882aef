#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace kantoku::ui {

/// A colour as a program asked for it; the palette of the view decides how it looks.
struct TextColour {
    enum class Kind : quint8 { Default, Named, Rgb };
    Kind kind = Kind::Default;
    quint8 name = 0; ///< Named: 0-7 black red green yellow blue magenta cyan white, 8-15 the bright ones
    quint32 rgb = 0; ///< Rgb: 0xRRGGBB

    friend bool operator==(const TextColour &, const TextColour &) = default;
};

struct TextStyle {
    TextColour foreground;
    TextColour background;
    bool bold = false;
    bool faint = false;
    bool italic = false;
    bool underline = false;
    bool strikeOut = false;
    bool inverse = false;
    bool escaped = false; ///< not text of the log: bytes that are written out as \xNN

    friend bool operator==(const TextStyle &, const TextStyle &) = default;
};

/// A piece of a line in one style. The spans of a line cover its text without holes.
struct TextSpan {
    qsizetype column = 0; ///< in `DisplayLine::text`, in UTF-16 units
    qsizetype length = 0;
    qsizetype byteOffset = 0; ///< where its bytes begin in the line
    qsizetype byteLength = 0; ///< how many bytes it stands for
    TextStyle style;
};

/// A line of a log as it is shown.
struct DisplayLine {
    QString text;
    QList<TextSpan> spans;
    TextStyle endStyle; ///< the style a line after this one would begin with

    /// Where in the line's bytes the text before `column` ends; for copying and saving what was really there.
    qsizetype byteOffset(qsizetype column) const;
};

/// What to do with the escape sequences for colours and cursor movement.
enum class AnsiMode {
    Render, ///< colours and styles are shown, other sequences are left out
    Hide, ///< all sequences are left out
    Raw, ///< they are shown as the bytes they are
};

/**
 * Turns the bytes of one line into text and styles.
 *
 * Valid UTF-8 becomes text. Everything else, and each character that would change how text is shown (control
 * characters but tab, bidirectional overrides, line separators), is written out: \x1b for a byte, \u202e for a
 * character. A carriage return at the end is left out. Never fails; time and result are linear in the input.
 */
DisplayLine parseAnsi(QByteArrayView bytes, AnsiMode mode = AnsiMode::Render, const TextStyle &start = {});

} // namespace kantoku::ui
