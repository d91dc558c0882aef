#include "ui/tintedicon.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

TintedIconEngine::TintedIconEngine(QString file, QColor color)
    : m_file(std::move(file))
    , m_color(color)
{
}

QColor TintedIconEngine::colorFor(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled: return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected: return palette.color(QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active: break;
    }
    return m_color.isValid() ? m_color : palette.color(QPalette::WindowText);
}

void TintedIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
    painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
}

QPixmap TintedIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap TintedIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    const QColor color = colorFor(mode);
    const QString id = u"kantoku:%1:%2:%3:%4"_s.arg(m_file, color.name()).arg(size.width()).arg(size.height());
    QPixmap pixmap;
    if (!QPixmapCache::find(id, &pixmap)) {
        QFile file(m_file);
        if (!file.open(QIODevice::ReadOnly)) {
            qWarning("The icon %s is missing.", qUtf8Printable(m_file));
            return {};
        }
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const int side = std::min(size.width(), size.height()); // is square, in the middle
        QSvgRenderer(svg).render(&painter,
                                 QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
        painter.end();
        QPixmapCache::insert(id, pixmap);
    }
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

QString TintedIconEngine::key() const
{
    return u"kantoku-tinted"_s;
}

QIconEngine *TintedIconEngine::clone() const
{
    return new TintedIconEngine(*this);
}

} // namespace kantoku::ui
