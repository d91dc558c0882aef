#include "windowfixture.h"

#include "client/sshquestion.h"
#include "ui/configuration/refusaldialog.h"
#include "ui/console/consoleinput.h"
#include "ui/logs/logfindbar.h"
#include "ui/servers/sshquestiondialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QButtonGroup>
#include <QComboBox>
#include <QDialog>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocalServer>
#include <QLocalSocket>
#include <QMenuBar>
#include <QProgressBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

class TestAccess;
using Opener = std::function<QWidget *(TestAccess *)>;
Q_DECLARE_METATYPE(Opener)

/// Everything that one can use says what it is, the Tab key leads to it, and no letter is promised to two.
class TestAccess : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void everyControlIsNamedAndReached_data();
    void everyControlIsNamedAndReached();
    void everyMenuHasALetterOnce();
    void theConsoleLetsTheKeyboardOut();

private:
    // What is looked at; null where it does not come.
    QWidget *window() { return m_ui->window.get(); }
    QWidget *dialog(const char *action);
    QWidget *openServer(int scheme, const QString &address);
    QWidget *failedTest();
    QWidget *preferences(int page);
    QWidget *withProcess();
    QWidget *onProcess(const char *action);
    QWidget *detail(int tab);
    QWidget *findInLog();
    QWidget *changed(const char *action, int tab, const QByteArray &more = {});
    QWidget *sshQuestion(const QByteArray &question);

    static bool isControl(const QWidget *widget);
    static bool takesTab(const QWidget *widget);
    static QString described(const QWidget *widget);
    static QStringList texts(const QWidget *window);
    static QStringList twice(const QStringList &texts);

    std::unique_ptr<WindowFixture> m_ui;
    std::unique_ptr<QLocalServer> m_ssh;
};

void TestAccess::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_ui = std::make_unique<WindowFixture>();
}

void TestAccess::cleanup()
{
    m_ui.reset();
    m_ssh.reset();
}

QWidget *TestAccess::dialog(const char *action)
{
    [this, action] { QTRY_VERIFY(m_ui->action(action)->isEnabled()); }();
    m_ui->action(action)->trigger();
    QDialog *shown = nullptr;
    [this, &shown] {
        QTRY_VERIFY((shown = window()->findChild<QDialog *>(QString(), Qt::FindDirectChildrenOnly))
                    && shown->isVisible());
    }();
    return shown;
}

QWidget *TestAccess::openServer(int scheme, const QString &address)
{
    QWidget *shown = dialog("server.open");
    auto *schemes = shown->findChild<QComboBox *>(u"scheme"_s);
    schemes->setCurrentIndex(scheme);
    emit schemes->activated(scheme);
    shown->findChild<QComboBox *>(u"address"_s)->setEditText(address);
    return shown;
}

QWidget *TestAccess::failedTest()
{
    QWidget *shown = openServer(0, u"unix:///no/such/socket"_s);
    shown->findChild<QLineEdit *>(u"user"_s)->setText(u"someone"_s);
    QMetaObject::invokeMethod(shown, "test");
    [shown] { QTRY_VERIFY(shown->findChild<QWidget *>(u"note"_s)->isVisible()); }();
    [shown] { QTRY_VERIFY(shown->findChild<QWidget *>(u"address"_s)->isEnabled()); }();
    return shown;
}

QWidget *TestAccess::preferences(int page)
{
    m_ui->settings->setMutedNotices({{u"unix:///one"_s, u"cron"_s}});
    QWidget *shown = dialog("window.preferences");
    shown->findChild<QTabWidget *>()->setCurrentIndex(page);
    return shown;
}

QWidget *TestAccess::withProcess()
{
    m_ui->open("[program:alpha]\ncommand=cat\n[program:beta]\ncommand=cat\nautostart=false\n", u"alpha"_s);
    if (QTest::currentTestFailed())
        return nullptr;
    [this] { QTRY_COMPARE(m_ui->state(u"alpha"_s), u"RUNNING"_s); }();
    m_ui->click(u"alpha"_s);
    [this] { QTRY_VERIFY(m_ui->action("process.stop")->isEnabled()); }();
    return window();
}

QWidget *TestAccess::onProcess(const char *action)
{
    return withProcess() ? dialog(action) : nullptr;
}

QWidget *TestAccess::detail(int tab)
{
    if (!withProcess())
        return nullptr;
    auto *tabs = window()->findChild<QTabWidget *>(u"detailTabs"_s);
    tabs->setCurrentIndex(tab);
    if (tab > 1) { // what it shows is asked for now
        const auto *list = tabs->currentWidget()->findChild<QTreeView *>();
        [list] { QTRY_VERIFY(list->model()->rowCount() > 0); }();
    }
    return window();
}

QWidget *TestAccess::findInLog()
{
    detail(1);
    auto *bar = window()->findChild<LogFindBar *>();
    bar->show();
    bar->setFilterShown(true);
    return window();
}

/// After the configuration has changed, and `more` has been added to it.
QWidget *TestAccess::changed(const char *action, int tab, const QByteArray &more)
{
    if (!withProcess())
        return nullptr;
    m_ui->daemon.configure("[program:alpha]\ncommand=cat -u\n[program:gamma]\ncommand=cat\n" + more);
    QWidget *shown = dialog(action);
    if (auto *tabs = shown->findChild<QTabWidget *>())
        tabs->setCurrentIndex(std::min(tab, tabs->count() - 1));
    return shown;
}

/// As the askpass program asks it.
QWidget *TestAccess::sshQuestion(const QByteArray &question)
{
    m_ssh = std::make_unique<QLocalServer>();
    m_ssh->listen(m_ui->daemon.file(u"ask"_s));
    auto *asker = new QLocalSocket(m_ssh.get());
    asker->connectToServer(m_ssh->fullServerName());
    asker->write('\0' + question + '\0');
    const auto shown = std::make_shared<QDialog *>(nullptr);
    connect(m_ssh.get(), &QLocalServer::newConnection, this, [this, shown] {
        auto *asked = new client::SshQuestion(*client::ServerAddress::parse(u"ssh://far/run/s.sock"_s),
                                              m_ssh->nextPendingConnection(), m_ssh.get());
        connect(asked, &client::SshQuestion::asked, this, [this, asked, shown] {
            *shown = new SshQuestionDialog(asked, window());
            (*shown)->open();
        });
    });
    [shown] { QTRY_VERIFY(*shown); }();
    return *shown;
}

void TestAccess::everyControlIsNamedAndReached_data()
{
    QTest::addColumn<Opener>("open");
    const auto row = [](const char *what, const Opener &open) { QTest::newRow(what) << open; };
    row("the welcome page", [](TestAccess *t) {
        t->m_ui->settings->addRecentServer(u"unix:///run/one.sock"_s);
        t->m_ui->makeWindow();
        return t->window();
    });
    row("Open Server", [](TestAccess *t) { return t->dialog("server.open"); });
    row("Open Server by TCP", [](TestAccess *t) { return t->openServer(1, u"http://web:9001"_s); });
    row("Open Server by ssh", [](TestAccess *t) { return t->openServer(3, u"ssh://far/run/s.sock"_s); });
    row("Open Server that was not found", [](TestAccess *t) { return t->failedTest(); });
    row("a password for ssh", [](TestAccess *t) { return t->sshQuestion("user@far's password: "); });
    row("a host that ssh does not know", [](TestAccess *t) {
        return t->sshQuestion("The authenticity of host 'far' can't be established.\nED25519 key fingerprint is "
                              "SHA256:abc.\nAre you sure you want to continue connecting (yes/no)? ");
    });
    row("about", [](TestAccess *t) { return t->dialog("help.about"); });
    for (int page = 0; page < 5; ++page)
        QTest::addRow("page %d of the preferences", page)
            << Opener([page](TestAccess *t) { return t->preferences(page); });
    for (int tab = 0; tab < 4; ++tab)
        QTest::addRow("the window with tab %d of a process", tab)
            << Opener([tab](TestAccess *t) { return t->detail(tab); });
    row("the window with a find bar and a filter", [](TestAccess *t) { return t->findInLog(); });
    row("the window with the server's log", [](TestAccess *t) {
        QWidget *window = t->withProcess();
        t->m_ui->action("log.main")->trigger();
        return window;
    });
    row("the line to standard input", [](TestAccess *t) { return t->onProcess("process.stdin"); });
    row("the command palette", [](TestAccess *t) { return t->onProcess("view.palette"); });
    row("Clear Log", [](TestAccess *t) { return t->onProcess("log.clear"); });
    row("Reread", [](TestAccess *t) { return t->changed("config.reread", 0); });
    row("Reread, the texts", [](TestAccess *t) { return t->changed("config.reread", 1); });
    row("Reread with errors", [](TestAccess *t) { return t->changed("config.reread", 0, "[program:bad]\n"); });
    row("Update", [](TestAccess *t) { return t->changed("config.update", 0); });
    row("Update with errors", [](TestAccess *t) { return t->changed("config.update", 0, "[program:bad]\n"); });
    row("Reload with errors", [](TestAccess *t) { return t->changed("config.reload", 0, "[program:bad]\n"); });
    row("Reload", [](TestAccess *t) { return t->onProcess("config.reload"); });
    row("Edit Server", [](TestAccess *t) { return t->onProcess("server.edit"); });
    row("Rename Server", [](TestAccess *t) { return t->onProcess("server.rename"); });
    row("Remove Server", [](TestAccess *t) { return t->onProcess("server.close"); });
    row("Shut Down", [](TestAccess *t) { return t->onProcess("server.shutdown"); });
}

/// Whether it is a thing of its own for who uses it, and not a part of one.
bool TestAccess::isControl(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    if (widget->focusProxy() || qobject_cast<const QAbstractSpinBox *>(parent)
        || qobject_cast<const QComboBox *>(parent) || qobject_cast<const QLineEdit *>(parent)
        || parent->inherits("QKeySequenceEdit"))
        return false;
    // Text that the mouse can select is read with its dialog, as any label is.
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return bool(label->textInteractionFlags() & (Qt::TextSelectableByKeyboard | Qt::LinksAccessibleByKeyboard));
    return widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(widget)
        || (qobject_cast<const QAbstractItemView *>(widget) && !qobject_cast<const QHeaderView *>(widget))
        || qobject_cast<const QProgressBar *>(widget);
}

/// Of buttons of which one is on, Tab leads to that one and the arrow keys to the others.
bool TestAccess::takesTab(const QWidget *widget)
{
    if (!widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus))
        return false;
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const bool isOneOfMany = button && (button->autoExclusive() || (button->group() && button->group()->exclusive()))
        && button->isCheckable();
    return !isOneOfMany || button->isChecked();
}

QString TestAccess::described(const QWidget *widget)
{
    return u"%1 %2 in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
}

/// The texts that one sees in the window.
QStringList TestAccess::texts(const QWidget *window)
{
    QStringList all;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->window() != window || !widget->isVisible())
            continue;
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            all.append(button->text());
        else if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
            all.append(label->text());
        else if (const auto *box = qobject_cast<const QGroupBox *>(widget))
            all.append(box->title());
        else if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < bar->count(); ++i)
                all.append(bar->tabText(i));
        } else if (const auto *menus = qobject_cast<const QMenuBar *>(widget)) {
            for (const QAction *action : menus->actions())
                all.append(action->text());
        }
    }
    return all;
}

/// The texts whose letter another one has, too.
QStringList TestAccess::twice(const QStringList &texts)
{
    QHash<QKeySequence, QStringList> byLetter;
    for (const QString &text : texts) {
        if (const QKeySequence letter = QKeySequence::mnemonic(text); !letter.isEmpty())
            byLetter[letter].append(text);
    }
    QStringList all;
    for (const QStringList &same : std::as_const(byLetter)) {
        if (same.size() > 1)
            all.append(same.join(u" and "_s));
    }
    return all;
}

void TestAccess::everyControlIsNamedAndReached()
{
    QFETCH(Opener, open);
    QWidget *window = open(this);
    QVERIFY(window && !QTest::currentTestFailed());
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QApplication::setActiveWindow(window);
    QTRY_COMPARE(QApplication::activeWindow(), window);

    QList<QWidget *> wanted;
    QStringList nameless;
    QStringList roleless;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->window() != window || !widget->isVisible() || !isControl(widget))
            continue;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).isEmpty())
            nameless.append(described(widget));
        if (!face || face->role() == QAccessible::NoRole)
            roleless.append(described(widget));
        if (takesTab(widget))
            wanted.append(widget);
    }
    QVERIFY(!wanted.isEmpty());

    wanted.first()->setFocus();
    QSet<const QWidget *> reached;
    for (qsizetype step = 0; step < 3 * wanted.size(); ++step) {
        QTest::keyClick(window->focusWidget(), Qt::Key_Tab);
        QVERIFY(window->focusWidget());
        for (const QWidget *at = window->focusWidget(); at && at != window; at = at->parentWidget())
            reached.insert(at);
    }
    QStringList unreached;
    for (const QWidget *widget : std::as_const(wanted)) {
        if (!reached.contains(widget))
            unreached.append(described(widget));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(u"without a name: "_s + nameless.join(u", "_s)));
    QVERIFY2(roleless.isEmpty(), qPrintable(u"without a role: "_s + roleless.join(u", "_s)));
    QVERIFY2(unreached.isEmpty(), qPrintable(u"Tab does not lead to: "_s + unreached.join(u", "_s)));
    const QStringList same = twice(texts(window));
    QVERIFY2(same.isEmpty(), qPrintable(u"with the same letter: "_s + same.join(u"; "_s)));
}

void TestAccess::everyMenuHasALetterOnce()
{
    QVERIFY(withProcess());
    QStringList same;
    int menus = 0;
    for (const QMenu *menu : window()->findChildren<QMenu *>()) {
        ++menus;
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts.append(action->text());
        same += twice(texts);
    }
    QVERIFY(menus > 6);
    QVERIFY2(same.isEmpty(), qPrintable(same.join(u"; "_s)));
}

/// Tab completes there, so there are other ways to leave.
void TestAccess::theConsoleLetsTheKeyboardOut()
{
    QVERIFY(withProcess());
    auto *input = window()->findChild<ConsoleInput *>();
    QVERIFY(input);
    QApplication::setActiveWindow(window());
    const auto enter = [input](const QString &text) {
        input->setFocus();
        QTRY_VERIFY(input->hasFocus());
        input->setText(text);
    };
    enter(u"ver"_s);
    QTest::keyClick(input, Qt::Key_Tab);
    QTRY_VERIFY(input->text() != "ver"_L1); // completed
    QVERIFY(input->hasFocus());
    QTest::keyClick(input, Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(!input->hasFocus());
    enter(u"ver"_s);
    QTest::keyClick(input, Qt::Key_F6);
    QTRY_VERIFY(!input->hasFocus());
    enter({});
    QTest::keyClick(input, Qt::Key_Tab);
    QVERIFY(!input->hasFocus());
}

QTEST_MAIN(TestAccess)
#include "tst_access.moc"
