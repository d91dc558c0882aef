#pragma once

#include "ui/logs/ansiparser.h"
#include "ui/logs/logbuffer.h"
#include "ui/logs/logpalette.h"

#include <QCache>
#include <QFont>
#include <QTextLayout>

namespace kantoku::ui {

/// A line of a log, ready to paint: its rows lie on a grid of equal heights.
struct LineLayout {
    DisplayLine line;
    QTextLayout layout;
    int rows = 1;
    qreal width = 0;
};

/// Layouts of the lines that were last asked for. What a layout depends on is set here; a change forgets them all.
class LineLayouts {
public:
    explicit LineLayouts(const LogBuffer *buffer = nullptr);

    void setBuffer(const LogBuffer *buffer);
    void setFont(const QFont &font);
    void setPalette(const LogPalette &palette);
    void setAnsiMode(AnsiMode mode);
    /// @param width  where rows end, in pixels; 0 to keep each line in one row
    void setWrapWidth(int width);

    int rowHeight() const { return m_rowHeight; }
    int wrapWidth() const { return m_wrapWidth; }
    AnsiMode ansiMode() const { return m_mode; }
    /// Valid until the next call.
    const LineLayout &at(LineId line);
    void forget(LineId line) { m_cache.remove(line); }
    void forgetAll() { m_cache.clear(); }

private:
    const LogBuffer *m_buffer;
    QFont m_font;
    LogPalette m_palette;
    AnsiMode m_mode = AnsiMode::Render;
    int m_wrapWidth = 0;
    int m_rowHeight = 1;
    QCache<LineId, LineLayout> m_cache;
};

} // namespace kantoku::ui
