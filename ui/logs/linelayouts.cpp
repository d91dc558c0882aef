#include "ui/logs/linelayouts.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace kantoku::ui {
namespace {

/// Counted in characters, of which each costs about 40 bytes: a screen of the longest lines is kept, too.
constexpr qsizetype keptText = 1024 * 1024;
constexpr qsizetype lineCost = 1024; ///< of a line as such, in the same measure

} // namespace

LineLayouts::LineLayouts(const LogBuffer *buffer)
    : m_buffer(buffer)
    , m_cache(keptText)
{
}

void LineLayouts::setBuffer(const LogBuffer *buffer)
{
    m_buffer = buffer;
    forgetAll();
}

void LineLayouts::setFont(const QFont &font)
{
    m_font = font;
    m_rowHeight = std::max(1, int(std::ceil(QFontMetricsF(font).height())));
    forgetAll();
}

void LineLayouts::setPalette(const LogPalette &palette)
{
    m_palette = palette;
    forgetAll();
}

void LineLayouts::setAnsiMode(AnsiMode mode)
{
    m_mode = mode;
    forgetAll();
}

void LineLayouts::setWrapWidth(int width)
{
    if (width == m_wrapWidth)
        return;
    m_wrapWidth = width;
    forgetAll();
}

const LineLayout &LineLayouts::at(LineId line)
{
    if (LineLayout *known = m_cache.object(line))
        return *known;
    auto *made = new LineLayout;
    made->line = parseAnsi(m_buffer->line(line), m_mode);

    QList<QTextLayout::FormatRange> formats;
    for (const TextSpan &span : std::as_const(made->line.spans)) {
        if (span.style != TextStyle())
            formats.append({int(span.column), int(span.length), m_palette.format(span.style)});
    }
    const QFontMetricsF metrics(m_font);
    QTextOption option;
    option.setWrapMode(m_wrapWidth > 0 ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    option.setTabStopDistance(metrics.horizontalAdvance(u' ') * 8);
    option.setTextDirection(Qt::LeftToRight);
    QTextLayout &layout = made->layout;
    layout.setText(made->line.text);
    layout.setFont(m_font);
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    int row = 0;
    for (QTextLine piece = layout.createLine(); piece.isValid(); piece = layout.createLine()) {
        piece.setLineWidth(m_wrapWidth > 0 ? m_wrapWidth : 1e7);
        // On the grid by its base line, so that a taller fallback font does not push what follows.
        piece.setPosition({0, row * m_rowHeight + std::round(metrics.ascent() - piece.ascent())});
        made->width = std::max(made->width, piece.naturalTextWidth());
        ++row;
    }
    layout.endLayout();
    made->rows = std::max(1, row);
    m_cache.insert(line, made, std::min(keptText, lineCost + made->line.text.size()));
    return *made;
}

} // namespace kantoku::ui
