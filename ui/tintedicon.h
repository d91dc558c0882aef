#pragma once

#include <QColor>
#include <QIconEngine>

namespace kantoku::ui {

/**
 * A one-colour SVG (drawn with `currentColor`) in the colour of its surroundings.
 *
 * The colour is looked up when the icon is painted, so an icon follows the palette without being made anew. On a
 * selected row it is the selection's text colour, on a disabled control the disabled text's.
 */
class TintedIconEngine : public QIconEngine {
public:
    /// @param color  fixed for the normal mode; the palette's text colour where it is invalid
    explicit TintedIconEngine(QString file, QColor color = {});

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QString key() const override;
    QIconEngine *clone() const override;

private:
    QColor colorFor(QIcon::Mode mode) const;

    QString m_file;
    QColor m_color;
};

} // namespace kantoku::ui
