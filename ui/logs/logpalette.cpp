#include "ui/logs/logpalette.h"

#include "ui/theme.h"

#include <array>
#include <cmath>

namespace kantoku::ui {
namespace {

// The sixteen names as people know them; readableOn() fits them to the background.
constexpr std::array<QRgb, 16> namedColours{
    0x3b3b3b, 0xc4302b, 0x2e8b3d, 0x9a7500, 0x2f6fd0, 0xa347ba, 0x16858f, 0xb0b0b0,
    0x6f6f6f, 0xe5534b, 0x3fae55, 0xb98a00, 0x5393f0, 0xc06ad6, 0x2aa5b0, 0xdedede,
};

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QColor mixed(const QColor &a, const QColor &b, double partOfB)
{
    const auto mix = [=](double x, double y) { return float(x * (1 - partOfB) + y * partOfB); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

} // namespace

QColor readableOn(const QColor &wanted, const QColor &background, double contrast)
{
    if (contrastRatio(wanted, background) >= contrast)
        return wanted;
    // Towards whichever end of the scale can be told apart from the background; white and black always can.
    const QColor end
        = contrastRatio(Qt::white, background) >= contrastRatio(Qt::black, background) ? Qt::white : Qt::black;
    for (int percent = 5; percent < 100; percent += 5) {
        const QColor candidate = mixed(wanted, end, percent / 100.0);
        if (contrastRatio(candidate, background) >= contrast)
            return candidate;
    }
    return end;
}

LogPalette::LogPalette(const QPalette &palette)
    : m_text(palette.color(QPalette::Text))
    , m_background(palette.color(QPalette::Base))
    , m_highlight(palette.color(QPalette::Highlight))
    , m_highlightedText(palette.color(QPalette::HighlightedText))
    , m_dark(luminance(m_background) < 0.2)
{
    m_gutterBackground = mixed(m_background, m_text, 0.06);
    m_gutterText = readableOn(mixed(m_background, m_text, 0.5), m_gutterBackground);
    m_dividerLine = mixed(m_background, m_text, 0.25);
    m_lossText = readableOn(QColor(namedColours[9]), m_background);
}

QColor LogPalette::colour(const TextColour &colour, const QColor &standard) const
{
    switch (colour.kind) {
    case TextColour::Kind::Named: return QColor(namedColours[colour.name & 15]);
    case TextColour::Kind::Rgb: return QColor(colour.rgb);
    case TextColour::Kind::Default: break;
    }
    return standard;
}

QTextCharFormat LogPalette::format(const TextStyle &style) const
{
    QTextCharFormat format;
    QColor foreground = colour(style.foreground, m_text);
    QColor background = colour(style.background, m_background);
    if (style.inverse)
        std::swap(foreground, background);
    if (style.faint)
        foreground = mixed(foreground, background, 0.35);
    if (style.escaped)
        foreground = mixed(QColor(namedColours[5]), background, 0.1);
    format.setForeground(readableOn(foreground, background));
    if (background != m_background)
        format.setBackground(background);
    if (style.bold)
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(style.italic);
    format.setFontUnderline(style.underline);
    format.setFontStrikeOut(style.strikeOut);
    return format;
}

QColor LogPalette::mark() const
{
    return readableOn(QColor(namedColours[12]), m_background, 3);
}

QColor LogPalette::matchMark() const
{
    return readableOn(QColor(0xff9632), m_gutterBackground, 3);
}

QTextCharFormat LogPalette::match() const
{
    const QColor background = mixed(m_background, QColor(0xf2c230), m_dark ? 0.35 : 0.45);
    QTextCharFormat format;
    format.setBackground(background);
    format.setForeground(readableOn(m_text, background));
    return format;
}

QTextCharFormat LogPalette::currentMatch() const
{
    const QColor background(0xff9632);
    QTextCharFormat format;
    format.setBackground(background);
    format.setForeground(readableOn(Qt::black, background));
    return format;
}

QTextCharFormat LogPalette::selection() const
{
    QTextCharFormat format;
    format.setBackground(m_highlight);
    format.setForeground(readableOn(m_highlightedText, m_highlight));
    return format;
}

} // namespace kantoku::ui
