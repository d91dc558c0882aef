#include "ui/outlinestyle.h"

#include "ui/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOptionButton>
#include <QStyleOptionFrame>
#include <QStyleOptionViewItem>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

/// Fusion makes the outline of it: darker(140).
constexpr QRgb windowOfOutline = 0xffa6aeb7;

constexpr int margin = 5; ///< above and below a separator

QColor outlineColor()
{
    return QColor::fromRgb(windowOfOutline).darker(140);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

template <typename Option>
Option outlined(const QStyleOption *option)
{
    Option copy;
    if (const auto *given = qstyleoption_cast<const Option *>(option))
        copy = *given;
    else
        copy.QStyleOption::operator=(*option);
    copy.palette.setColor(QPalette::Window, QColor::fromRgb(windowOfOutline));
    return copy;
}

/// A tool button that is down and stays so.
void drawChecked(const QStyleOption &option, QPainter *painter)
{
    QColor fill = option.palette.color(QPalette::Highlight);
    fill.setAlphaF(option.state & QStyle::State_MouseOver ? 0.6F : 0.45F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outlineColor());
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

} // namespace

OutlineStyle::OutlineStyle()
    : QProxyStyle(QStyleFactory::create(u"fusion"_s))
{
}

void OutlineStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (option && isDark(option->palette)) {
        switch (element) {
        case PE_IndicatorCheckBox:
        case PE_IndicatorRadioButton: {
            const auto copy = outlined<QStyleOptionButton>(option);
            QProxyStyle::drawPrimitive(element, &copy, painter, widget);
            return;
        }
        case PE_IndicatorItemViewItemCheck: {
            const auto copy = outlined<QStyleOptionViewItem>(option);
            QProxyStyle::drawPrimitive(element, &copy, painter, widget);
            return;
        }
        case PE_FrameLineEdit: {
            const auto copy = outlined<QStyleOptionFrame>(option);
            QProxyStyle::drawPrimitive(element, &copy, painter, widget);
            return;
        }
        case PE_IndicatorToolBarSeparator: {
            const QPoint middle = option->rect.center();
            painter->setPen(outlineColor());
            if (option->state & State_Horizontal)
                painter->drawLine(middle.x(), option->rect.top() + margin, middle.x(), option->rect.bottom() - margin);
            else
                painter->drawLine(option->rect.left() + margin, middle.y(), option->rect.right() - margin, middle.y());
            return;
        }
        case PE_PanelButtonTool:
            if (option->state & State_On) {
                drawChecked(*option, painter);
                return;
            }
            break;
        default: break;
        }
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

QIcon OutlineStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    const Theme *theme = Theme::instance();
    switch (icon) {
    case SP_MessageBoxInformation: return Theme::icon(u"info"_s);
    case SP_MessageBoxQuestion: return Theme::icon(u"question"_s);
    case SP_MessageBoxWarning: return Theme::icon(u"warning"_s, theme->warningColor());
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton: return Theme::icon(u"close"_s);
    case SP_TitleBarNormalButton: return Theme::icon(u"float"_s);
    case SP_MessageBoxCritical: return Theme::icon(u"error"_s, theme->errorColor());
    default: return QProxyStyle::standardIcon(icon, option, widget);
    }
}

int OutlineStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *answer) const
{
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, answer);
}

} // namespace kantoku::ui
