#include "ui/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QTest>

Q_DECLARE_METATYPE(QStyle::StandardPixmap)

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

class TestTheme : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void cleanup() { Theme::instance()->setScheme(Theme::Scheme::System); }
    void colorsStandOut_data();
    void colorsStandOut();
    void outlinesAreSeenInTheDark_data();
    void outlinesAreSeenInTheDark();
    void aCheckedToolButtonIsSeenInTheDark();
    void separatorsAreOneLineInTheDark();
    void messageBoxesHaveSharpIcons_data();
    void messageBoxesHaveSharpIcons();
    void iconsTakeThePalettesColour();
    void aNewPaletteIsAnnounced();
};

void TestTheme::colorsStandOut_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::newRow("on light") << Theme::Scheme::Light;
    QTest::newRow("on dark") << Theme::Scheme::Dark;
}

void TestTheme::colorsStandOut()
{
    QFETCH(Theme::Scheme, scheme);
    Theme *theme = Theme::instance();
    theme->setScheme(scheme);
    QCOMPARE(theme->isDark(), scheme == Theme::Scheme::Dark);
    const QPalette palette = QApplication::palette();
    QList<QColor> colors{theme->warningColor(),
                         theme->errorColor(),
                         theme->successColor(),
                         palette.color(QPalette::Text),
                         palette.color(QPalette::PlaceholderText),
                         palette.color(QPalette::Link)};
    using enum ProcessState;
    for (const ProcessState state : {Stopped, Starting, Running, Backoff, Stopping, Exited, Fatal, Unknown}) {
        for (const Condition condition : {Condition::Trouble, Condition::Running, Condition::Stopped})
            colors.append(theme->stateColor(state, condition));
    }
    for (const QColor &color : std::as_const(colors)) {
        for (const QPalette::ColorRole ground : {QPalette::Base, QPalette::AlternateBase, QPalette::Window}) {
            const double ratio = contrastRatio(color, palette.color(ground));
            QVERIFY2(ratio >= 4.5,
                     qPrintable(u"%1 on %2 is %3"_s.arg(color.name(), palette.color(ground).name()).arg(ratio)));
        }
    }
    using Pair = std::pair<QPalette::ColorRole, QPalette::ColorRole>;
    for (const auto &[front, ground] :
         {Pair{QPalette::HighlightedText, QPalette::Highlight}, Pair{QPalette::ButtonText, QPalette::Button},
          Pair{QPalette::WindowText, QPalette::Window}, Pair{QPalette::ToolTipText, QPalette::ToolTipBase},
          Pair{QPalette::BrightText, QPalette::Window}, Pair{QPalette::LinkVisited, QPalette::Base},
          Pair{QPalette::LinkVisited, QPalette::Window}, Pair{QPalette::PlaceholderText, QPalette::Button}}) {
        const double ratio = contrastRatio(palette.color(front), palette.color(ground));
        QVERIFY2(ratio >= 4.5, qPrintable(u"role %1 on role %2 is %3"_s.arg(int(front)).arg(int(ground)).arg(ratio)));
    }
}

void TestTheme::outlinesAreSeenInTheDark_data()
{
    QTest::addColumn<QStyle::PrimitiveElement>("element");
    QTest::newRow("a check box") << QStyle::PE_IndicatorCheckBox;
    QTest::newRow("a radio button") << QStyle::PE_IndicatorRadioButton;
    QTest::newRow("a check box in a list") << QStyle::PE_IndicatorItemViewItemCheck;
    QTest::newRow("a field") << QStyle::PE_FrameLineEdit;
}

void TestTheme::outlinesAreSeenInTheDark()
{
    QFETCH(const QStyle::PrimitiveElement, element);
    Theme::instance()->setScheme(Theme::Scheme::Dark);
    const QPalette palette = QApplication::palette();
    QImage image(24, 24, QImage::Format_RGB32);
    image.fill(palette.color(QPalette::Window));
    QStyleOptionFrame option; // nothing is ticked or focused: what is bright is outline
    option.rect = QRect(2, 2, 20, 20);
    option.palette = palette;
    option.state = QStyle::State_Enabled | QStyle::State_Off;
    QPainter painter(&image);
    QApplication::style()->drawPrimitive(element, &option, &painter);
    painter.end();
    // Half way down on the left: the middle of a straight side.
    double best = 0;
    for (int x = 0; x < 12; ++x)
        best = std::max(best, contrastRatio(image.pixelColor(x, 12), palette.color(QPalette::Base)));
    QVERIFY2(best >= 3, qPrintable(QString::number(best)));
}

void TestTheme::aCheckedToolButtonIsSeenInTheDark()
{
    Theme::instance()->setScheme(Theme::Scheme::Dark);
    const QPalette palette = QApplication::palette();
    QImage image(24, 24, QImage::Format_RGB32);
    image.fill(palette.color(QPalette::Window));
    QStyleOption option;
    option.rect = QRect(2, 2, 20, 20);
    option.palette = palette;
    option.state = QStyle::State_Enabled | QStyle::State_AutoRaise | QStyle::State_On;
    QPainter painter(&image);
    QApplication::style()->drawPrimitive(QStyle::PE_PanelButtonTool, &option, &painter);
    painter.end();
    QVERIFY(contrastRatio(image.pixelColor(2, 12), palette.color(QPalette::Window)) >= 3);
    QVERIFY(contrastRatio(palette.color(QPalette::ButtonText), image.pixelColor(12, 12)) >= 4.5);
}

void TestTheme::separatorsAreOneLineInTheDark()
{
    Theme::instance()->setScheme(Theme::Scheme::Dark);
    const QPalette palette = QApplication::palette();
    const QColor ground = palette.color(QPalette::Window);
    for (const bool isHorizontal : {true, false}) {
        QImage image(24, 24, QImage::Format_RGB32);
        image.fill(ground);
        QStyleOption option;
        option.rect = image.rect();
        option.palette = palette;
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_Horizontal, isHorizontal);
        QPainter painter(&image);
        QApplication::style()->drawPrimitive(QStyle::PE_IndicatorToolBarSeparator, &option, &painter);
        painter.end();
        QList<QColor> seen; // across the line
        for (int i = 0; i < 24; ++i) {
            const QColor color = isHorizontal ? image.pixelColor(i, 12) : image.pixelColor(12, i);
            if (color != ground)
                seen.append(color);
        }
        QCOMPARE(seen.size(), 1);
        QVERIFY2(contrastRatio(seen.first(), ground) >= 2, qPrintable(seen.first().name()));
    }
}

void TestTheme::messageBoxesHaveSharpIcons_data()
{
    QTest::addColumn<QStyle::StandardPixmap>("icon");
    QTest::newRow("information") << QStyle::SP_MessageBoxInformation;
    QTest::newRow("question") << QStyle::SP_MessageBoxQuestion;
    QTest::newRow("warning") << QStyle::SP_MessageBoxWarning;
    QTest::newRow("critical") << QStyle::SP_MessageBoxCritical;
}

void TestTheme::messageBoxesHaveSharpIcons()
{
    QFETCH(const QStyle::StandardPixmap, icon);
    Theme::instance();
    const QIcon shown = QApplication::style()->standardIcon(icon);
    const QPixmap large = shown.pixmap(QSize(48, 48), 2.0);
    QCOMPARE(large.size(), QSize(96, 96));
    QVERIFY(large.toImage() != shown.pixmap(QSize(48, 48), 1.0).scaled(96, 96).toImage()); // is drawn, not blown up
    QVERIFY(shown.availableSizes().isEmpty()); // of any size
}

void TestTheme::iconsTakeThePalettesColour()
{
    const QIcon icon = Theme::icon(u"stop"_s);
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        Theme::instance()->setScheme(scheme);
        const QImage image = icon.pixmap(QSize(32, 32)).toImage();
        QCOMPARE(image.pixelColor(image.width() / 2, image.height() / 2),
                 QApplication::palette().color(QPalette::WindowText));
    }
}

void TestTheme::aNewPaletteIsAnnounced()
{
    QSignalSpy changes(Theme::instance(), &Theme::changed);
    Theme::instance()->setScheme(Theme::Scheme::Dark);
    QTRY_VERIFY(!changes.isEmpty());
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
