#include "ui/theme.h"

#include "ui/outlinestyle.h"
#include "ui/tintedicon.h"

#include <QApplication>
#include <QEvent>
#include <QPointer>
#include <QStyle>

#include <cmath>

// The resources are in a static library: nothing else would pull them in.
static void initResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

struct Tone {
    QRgb light;
    QRgb dark;
};

constexpr Tone green{0xff1a6b33, 0xff6fd88b};
constexpr Tone red{0xffb3261e, 0xffff9a91};
constexpr Tone amber{0xff8a5000, 0xfff2b84b};
constexpr Tone blue{0xff1d5fa8, 0xff8ec2ff};
constexpr Tone grey{0xff5b6168, 0xffaeb4bb};

double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QString iconName(ProcessState state, Condition condition)
{
    switch (state) {
    case ProcessState::Running: return u"state-running"_s;
    case ProcessState::Starting:
    case ProcessState::Stopping: return u"state-busy"_s;
    case ProcessState::Stopped: return u"state-stopped"_s;
    case ProcessState::Exited: return condition == Condition::Trouble ? u"state-fatal"_s : u"state-exited"_s;
    case ProcessState::Backoff: return u"state-backoff"_s;
    case ProcessState::Fatal: return u"state-fatal"_s;
    case ProcessState::Unknown: break;
    }
    return u"state-unknown"_s;
}

} // namespace

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Theme *Theme::instance()
{
    static QPointer<Theme> theme;
    if (!theme)
        theme = new Theme(qApp);
    return theme;
}

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_systemPalette(QGuiApplication::palette())
{
    initResources();
    if (QApplication::style()->name() == "fusion"_L1)
        QApplication::setStyle(new OutlineStyle);
    qApp->installEventFilter(this);
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
        emit changed();
    return QObject::eventFilter(watched, event);
}

void Theme::setScheme(Scheme scheme)
{
    if (std::exchange(m_scheme, scheme) == scheme)
        return;
    QApplication::setPalette(scheme == Scheme::System ? m_systemPalette : palette(scheme));
}

bool Theme::isDark() const
{
    return QGuiApplication::palette().color(QPalette::Base).lightness() < 128;
}

QPalette Theme::palette(Scheme scheme)
{
    const bool dark = scheme == Scheme::Dark;
    const auto tone = [dark](QRgb light, QRgb night) { return QColor(dark ? night : light); };
    const QColor text = tone(0xff1b1e21, 0xffe8eaed);
    const QColor faint = tone(0xff8a9097, 0xff7d848c);
    QPalette palette;
    palette.setColor(QPalette::Window, tone(0xfff1f2f4, 0xff2a2d31));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, tone(0xffffffff, 0xff1e2023));
    palette.setColor(QPalette::AlternateBase, tone(0xfff6f7f9, 0xff25282c));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, tone(0xff63696f, 0xff9aa1a9));
    palette.setColor(QPalette::Button, tone(0xffe9ebee, 0xff34383d));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, tone(0xffb3261e, 0xffff9a91));
    palette.setColor(QPalette::ToolTipBase, tone(0xffffffff, 0xff34383d));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, tone(0xff1d5fa8, 0xff2f6fb5));
    palette.setColor(QPalette::HighlightedText, QColor(Qt::white));
    palette.setColor(QPalette::Link, tone(0xff1d5fa8, 0xff8ec2ff));
    palette.setColor(QPalette::LinkVisited, tone(0xff6a3d9a, 0xffc3a6ff));
    palette.setColor(QPalette::Light, tone(0xffffffff, 0xff454a50));
    palette.setColor(QPalette::Midlight, tone(0xfff6f7f9, 0xff3a3e43));
    palette.setColor(QPalette::Mid, tone(0xffb9bec4, 0xff1f2124));
    palette.setColor(QPalette::Dark, tone(0xff9aa0a6, 0xff17181a));
    palette.setColor(QPalette::Shadow, tone(0xff60666c, 0xff0c0d0e));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tone(0xffd0d4d9, 0xff45494f));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faint);
    return palette;
}

QIcon Theme::icon(const QString &name)
{
    return icon(name, QColor());
}

QIcon Theme::icon(const QString &name, const QColor &color)
{
    instance(); // has the resources
    return QIcon(new TintedIconEngine(u":/kantoku/icons/%1.svg"_s.arg(name), color));
}

QIcon Theme::stateIcon(ProcessState state, Condition condition) const
{
    return icon(iconName(state, condition), stateColor(state, condition));
}

QIcon Theme::conditionIcon(Condition condition) const
{
    switch (condition) {
    case Condition::Running: return stateIcon(ProcessState::Running, condition);
    case Condition::Stopped: return stateIcon(ProcessState::Stopped, condition);
    case Condition::Trouble: break;
    }
    return stateIcon(ProcessState::Fatal, condition);
}

QColor Theme::stateColor(ProcessState state, Condition condition) const
{
    const auto tone = [this](const Tone &of) { return QColor(isDark() ? of.dark : of.light); };
    switch (state) {
    case ProcessState::Running: return tone(green);
    case ProcessState::Starting:
    case ProcessState::Stopping: return tone(blue);
    case ProcessState::Stopped: return tone(grey);
    case ProcessState::Exited: return condition == Condition::Trouble ? tone(red) : tone(grey);
    case ProcessState::Backoff: return tone(amber);
    case ProcessState::Fatal:
    case ProcessState::Unknown: break;
    }
    return tone(red);
}

QColor Theme::conditionColor(Condition condition) const
{
    switch (condition) {
    case Condition::Running: return successColor();
    case Condition::Stopped: return stateColor(ProcessState::Stopped, condition);
    case Condition::Trouble: break;
    }
    return errorColor();
}

QColor Theme::warningColor() const
{
    return QColor(isDark() ? amber.dark : amber.light);
}

QColor Theme::errorColor() const
{
    return QColor(isDark() ? red.dark : red.light);
}

QColor Theme::successColor() const
{
    return QColor(isDark() ? green.dark : green.light);
}

} // namespace kantoku::ui
