#include "ui/outlinestyle.h"

#include <QStyleFactory>
#include <QStyleOptionButton>
#include <QStyleOptionFrame>
#include <QStyleOptionViewItem>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

/// Fusion makes the outline of it: darker(140).
constexpr QRgb windowOfOutline = 0xffa6aeb7;

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
        default: break;
        }
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int OutlineStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *answer) const
{
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, answer);
}

} // namespace kantoku::ui
