#include "windowfixture.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QMessageBox>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// Everything that takes the keyboard says what it is, and the Tab key leads to it.
class TestAccess : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_ui.reset(); }
    void everyWidgetHasANameAndIsReached_data();
    void everyWidgetHasANameAndIsReached();

private:
    QWidget *show(const QString &what);
    QWidget *dialog(const char *action);
    static bool takesTab(const QWidget *widget);
    static QString described(const QWidget *widget);

    std::unique_ptr<WindowFixture> m_ui;
};

void TestAccess::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_ui = std::make_unique<WindowFixture>();
}

QWidget *TestAccess::dialog(const char *action)
{
    m_ui->action(action)->trigger();
    QDialog *shown = nullptr;
    [this, &shown] {
        QTRY_VERIFY((shown = m_ui->window->findChild<QDialog *>(QString(), Qt::FindDirectChildrenOnly)) && shown->isVisible());
    }();
    return shown;
}

QWidget *TestAccess::show(const QString &what)
{
    if (what == u"welcome"_s)
        return m_ui->window.get();
    if (what == u"open server"_s)
        return dialog("server.open");
    if (what == u"about"_s)
        return dialog("help.about");
    if (what.startsWith(u"preferences "_s)) {
        QWidget *preferences = dialog("window.preferences");
        if (preferences)
            preferences->findChild<QTabWidget *>()->setCurrentIndex(what.section(u' ', 1).toInt());
        return preferences;
    }
    m_ui->open("[program:alpha]\ncommand=cat\n[program:beta]\ncommand=cat\nautostart=false\n", u"alpha"_s);
    if (QTest::currentTestFailed())
        return nullptr;
    [this] { QTRY_COMPARE(m_ui->state(u"alpha"_s), u"RUNNING"_s); }();
    m_ui->click(u"alpha"_s);
    [this] { QTRY_VERIFY(m_ui->action("process.stop")->isEnabled()); }();
    if (what == u"standard input"_s)
        return dialog("process.stdin");
    if (what == u"palette"_s)
        return dialog("view.palette");
    if (what == u"shut down"_s)
        return dialog("server.shutdown");
    if (QAction *console = m_ui->action("view.console"); console->isChecked())
        console->trigger(); // Tab completes there; F6 leads to it and away
    return m_ui->window.get();
}

void TestAccess::everyWidgetHasANameAndIsReached_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("the welcome page") << u"welcome"_s;
    QTest::newRow("Open Server") << u"open server"_s;
    QTest::newRow("about") << u"about"_s;
    for (int page = 0; page < 5; ++page)
        QTest::addRow("page %d of the preferences", page) << u"preferences %1"_s.arg(page);
    QTest::newRow("the window with a process") << u"process"_s;
    QTest::newRow("the line to standard input") << u"standard input"_s;
    QTest::newRow("the command palette") << u"palette"_s;
    QTest::newRow("a question before what cannot be taken back") << u"shut down"_s;
}

/// Of buttons of which one is on, Tab leads to that one and the arrow keys to the others.
bool TestAccess::takesTab(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const bool isOneOfMany = button
        && (button->autoExclusive() || (button->group() && button->group()->exclusive())) && button->isCheckable();
    return !isOneOfMany || button->isChecked();
}

QString TestAccess::described(const QWidget *widget)
{
    return u"%1 %2 in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
}

void TestAccess::everyWidgetHasANameAndIsReached()
{
    QFETCH(QString, what);
    QWidget *window = show(what);
    QVERIFY(window);
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QApplication::setActiveWindow(window);
    QTRY_COMPARE(QApplication::activeWindow(), window);

    QList<QWidget *> wanted;
    QStringList nameless;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->window() != window || !widget->isVisible() || !widget->isEnabled() || widget->focusProxy()
            || widget->focusPolicy() == Qt::NoFocus)
            continue;
        // Text that the mouse can select is read with its dialog, as any label is.
        const auto *label = qobject_cast<QLabel *>(widget);
        if (label && !(label->textInteractionFlags() & (Qt::TextSelectableByKeyboard | Qt::LinksAccessibleByKeyboard)))
            continue;
        // The line in such a box belongs to the box.
        if (qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) || qobject_cast<QComboBox *>(widget->parentWidget())
            || widget->parentWidget()->inherits("QKeySequenceEdit"))
            continue;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).isEmpty())
            nameless.append(described(widget));
        if (takesTab(widget))
            wanted.append(widget);
    }
    QVERIFY(!wanted.isEmpty());

    wanted.first()->setFocus();
    QSet<const QWidget *> reached;
    for (qsizetype step = 0; step < 3 * wanted.size(); ++step) {
        QWidget *focused = window->focusWidget();
        QVERIFY(focused);
        for (const QWidget *at = focused; at && at != window; at = at->parentWidget())
            reached.insert(at);
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    QStringList unreached;
    for (const QWidget *widget : std::as_const(wanted)) {
        if (!reached.contains(widget))
            unreached.append(described(widget));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(u"without a name: "_s + nameless.join(u", "_s)));
    QVERIFY2(unreached.isEmpty(), qPrintable(u"Tab does not lead to: "_s + unreached.join(u", "_s)));
}

QTEST_MAIN(TestAccess)
#include "tst_access.moc"
