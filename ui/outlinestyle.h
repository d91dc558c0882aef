#pragma once

#include <QProxyStyle>

namespace kantoku::ui {

/**
 * Qt's Fusion with outlines that are seen in the dark, with the theme's icons in message boxes and without pictures on
 * the buttons of dialogs.
 *
 * Fusion draws outlines darker than the window, which in a dark theme is the colour of what they surround. Every other
 * style is the system's own and is left alone.
 */
class OutlineStyle : public QProxyStyle {
public:
    OutlineStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    QIcon standardIcon(StandardPixmap icon, const QStyleOption *option = nullptr,
                       const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *answer = nullptr) const override;
};

} // namespace kantoku::ui
