#include "daemonfixture.h"

#include "ui/actionregistry.h"
#include "ui/configuration/configdiffview.h"
#include "ui/configuration/rereaddialog.h"
#include "ui/configuration/updatedialog.h"
#include "ui/logs/logview.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/processes/processmodel.h"
#include "ui/servers/openserverdialog.h"
#include "ui/translations.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

Q_DECLARE_METATYPE(DaemonFixture::Kind)

namespace {

const char programs[] = R"(
[program:alpha]
command=sleep 1000
startsecs=0
[program:beta]
command=sleep 1000
autostart=false
startsecs=0
[program:doomed]
command=/no/such/program
startretries=0
[program:web]
command=sleep 1000
process_name=web_%(process_num)d
numprocs=2
startsecs=0
)";

template <typename T>
T *named(QWidget *root, const QString &accessibleName)
{
    for (T *widget : root->findChildren<T *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    return nullptr;
}

QPushButton *button(QWidget *root, const QString &text)
{
    for (QPushButton *each : root->findChildren<QPushButton *>()) {
        if (QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init();
    void cleanup();
    void showsAndCommandsProcesses_data() { kinds(); }
    void showsAndCommandsProcesses();
    void logAndConsoleBelongToTheSelection_data() { kinds(); }
    void logAndConsoleBelongToTheSelection();
    void theServersLogStaysInFront();
    void filtersAsOneTypes_data() { kinds(); }
    void filtersAsOneTypes();
    void rereadsAndUpdates_data() { kinds(); }
    void rereadsAndUpdates();
    void rereadShowsWhichOptionsBecomeWhat();
    void rereadRefusesErrors();
    void stoppingAllAsksFirst();
    void opensByDialog();
    void aRefusedPasswordIsAskedFor();
    void offlineKeepsThePictureAndComesBack();
    void runsADaemonOfItsOwn();
    void everyActionIsInAMenu();
    void commandLineTextThatIsNoAddressIsReported();

private:
    static void kinds();
    void open(const QByteArray &conf = programs, const QByteArray &http = {});
    QModelIndex row(const QString &name) const;
    QString state(const QString &name) const;
    void select(const QString &name);
    QString message() const { return m_window->findChild<MessageBar *>()->text(); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<DaemonFixture> m_daemon;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    QTreeView *m_tree = nullptr;
};

void TestMainWindow::kinds()
{
    QTest::addColumn<DaemonFixture::Kind>("kind");
    QTest::newRow("with kantokud") << DaemonFixture::Kind::Kantokud;
    QTest::newRow("with Debian's supervisord") << DaemonFixture::Kind::Supervisord;
}

void TestMainWindow::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    const bool hasKind = QTest::currentDataTag() && QByteArray(QTest::currentDataTag()).contains("supervisord");
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_home->path()));
    m_daemon
        = std::make_unique<DaemonFixture>(hasKind ? DaemonFixture::Kind::Supervisord : DaemonFixture::Kind::Kantokud);
    m_settings = std::make_unique<Settings>(m_home->filePath(u"settings.ini"_s));
    m_window = std::make_unique<MainWindow>(m_settings.get());
    m_tree = named<QTreeView>(m_window.get(), u"Processes"_s);
    QVERIFY(m_tree);
    m_window->resize(1100, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_daemon.reset();
    m_home.reset();
}

void TestMainWindow::open(const QByteArray &conf, const QByteArray &http)
{
    m_daemon->configure(conf, http);
    m_daemon->start();
    if (QTest::currentTestFailed())
        return;
    m_window->openServer(m_daemon->address());
    QTRY_VERIFY_WITH_TIMEOUT(row(u"alpha"_s).isValid(), 15000);
}

QModelIndex TestMainWindow::row(const QString &name) const
{
    const QAbstractItemModel *model = m_tree->model();
    return model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive).value(0);
}

QString TestMainWindow::state(const QString &name) const
{
    return row(name).siblingAtColumn(ProcessModel::State).data().toString();
}

void TestMainWindow::select(const QString &name)
{
    const QModelIndex index = row(name);
    QVERIFY2(index.isValid(), qPrintable(name));
    m_tree->scrollTo(index);
    QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, {}, m_tree->visualRect(index).center());
    QCOMPARE(m_tree->currentIndex().siblingAtColumn(0), index);
}

void TestMainWindow::showsAndCommandsProcesses()
{
    open();
    QTRY_COMPARE(state(u"alpha"_s), u"RUNNING"_s);
    QTRY_COMPARE(state(u"doomed"_s), u"FATAL"_s);
    QCOMPARE(state(u"beta"_s), u"STOPPED"_s);
    QTRY_COMPARE(state(u"web"_s), u"2 of 2 running"_s);
    QTRY_COMPARE(m_window->windowTitle(), u"testserver — Kantoku"_s);

    select(u"alpha"_s);
    ActionRegistry &actions = m_window->actions();
    QTRY_VERIFY(actions[u"process.stop"_s]->isEnabled());
    QVERIFY(!actions[u"process.start"_s]->isEnabled());
    QVERIFY(!actions[u"process.start"_s]->toolTip().isEmpty());
    QTest::keyClick(m_tree, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(state(u"alpha"_s), u"STOPPED"_s, 10000);
    QTRY_COMPARE(message(), u"Stopped alpha."_s);
    QCOMPARE(m_tree->currentIndex().siblingAtColumn(0), row(u"alpha"_s)); // the selection stays

    QTRY_VERIFY(actions[u"process.start"_s]->isEnabled());
    QTest::keyClick(m_tree, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(state(u"alpha"_s), u"RUNNING"_s, 10000);
    QTRY_COMPARE(message(), u"Started alpha."_s);
    const QString pid = row(u"alpha"_s).siblingAtColumn(ProcessModel::Pid).data().toString();
    QTRY_VERIFY(actions[u"process.restart"_s]->isEnabled());
    QTest::keyClick(m_tree, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(message(), u"Restarted alpha."_s, 10000);
    QTRY_VERIFY(row(u"alpha"_s).siblingAtColumn(ProcessModel::Pid).data().toString() != pid);

    select(u"doomed"_s);
    auto *why = named<QLabel>(m_window.get(), u"Why it is not running"_s);
    QTRY_VERIFY2(why->text().contains(u"/no/such/program"_s), qPrintable(why->text()));
    QTRY_VERIFY(actions[u"process.start"_s]->isEnabled());
    actions[u"process.start"_s]->trigger();
    QTRY_VERIFY2(message().startsWith(u"doomed: "_s), qPrintable(message()));

    select(u"web"_s);
    QTRY_VERIFY(actions[u"process.stop"_s]->isEnabled());
    actions[u"process.stop"_s]->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(state(u"web"_s), u"0 of 2 running"_s, 10000);
}

void TestMainWindow::logAndConsoleBelongToTheSelection()
{
    open(QByteArray(programs).replace("[program:alpha]\ncommand=sleep 1000",
                                      "[program:alpha]\ncommand=sh -c 'echo told by alpha; exec sleep 1000'"));
    QTRY_COMPARE(state(u"alpha"_s), u"RUNNING"_s);
    select(u"alpha"_s);
    QTest::keyClick(m_tree, Qt::Key_Return);
    auto *log = named<LogView>(m_window.get(), u"Log"_s);
    QVERIFY(log);
    QTRY_VERIFY(log->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(log->document()->buffer().lineCount() > 0, 10000);

    auto *input = named<QWidget>(m_window.get(), u"Console input"_s);
    QVERIFY(input && input->isVisible());
    input->setFocus();
    QTest::keyClicks(input, u"stop alpha"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(state(u"alpha"_s), u"STOPPED"_s, 15000);
}

void TestMainWindow::theServersLogStaysInFront()
{
    open();
    QTRY_COMPARE(state(u"alpha"_s), u"RUNNING"_s);
    select(u"alpha"_s);
    m_window->actions()[u"log.main"_s]->trigger();
    const auto inFront = [this](const QString &name) {
        const auto *view = named<LogView>(m_window.get(), name);
        return view && !view->visibleRegion().isEmpty();
    };
    QTRY_VERIFY(inFront(u"Main log"_s));
    QVERIFY(!inFront(u"Console output"_s)); // a tab behind it
    m_window->currentSession()->stop({u"alpha"_s});
    QTRY_COMPARE_WITH_TIMEOUT(state(u"alpha"_s), u"STOPPED"_s, 10000);
    QTRY_VERIFY(m_window->actions()[u"process.start"_s]->isEnabled()); // the window is up to date
    QVERIFY(inFront(u"Main log"_s));
    m_window->actions()[u"view.console"_s]->trigger(); // hides it
    m_window->actions()[u"view.console"_s]->trigger();
    QTRY_VERIFY(inFront(u"Console output"_s));
}

void TestMainWindow::filtersAsOneTypes()
{
    open();
    QTRY_COMPARE(state(u"doomed"_s), u"FATAL"_s);
    auto *filter = named<QLineEdit>(m_window.get(), u"Filter processes"_s);
    QVERIFY(filter);
    QTRY_VERIFY(filter->isEnabled());
    filter->setFocus();
    QTest::keyClicks(filter, u"state:fatal"_s);
    QTRY_VERIFY(!row(u"alpha"_s).isValid());
    QVERIFY(row(u"doomed"_s).isValid());
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(row(u"alpha"_s).isValid());
    QTest::keyClicks(filter, u"web_1"_s);
    QVERIFY(row(u"web_1"_s).isValid());
    QVERIFY(!row(u"web_0"_s).isValid());
    filter->clear();
    for (QToolButton *chip : m_window->findChildren<QToolButton *>()) {
        if (chip->text() == u"Trouble 1"_s)
            chip->click();
    }
    QTRY_VERIFY(!row(u"alpha"_s).isValid());
    QVERIFY(row(u"doomed"_s).isValid());
}

void TestMainWindow::rereadsAndUpdates()
{
    open();
    ActionRegistry &actions = m_window->actions();
    QTRY_VERIFY(actions[u"config.reread"_s]->isEnabled());
    m_daemon->configure(QByteArray(programs).replace("numprocs=2", "numprocs=3")
                        + "[program:gamma]\ncommand=sleep 1000\nstartsecs=0\n");
    actions[u"config.reread"_s]->trigger();
    QTRY_VERIFY(m_window->findChild<RereadDialog *>());
    auto *reread = m_window->findChild<RereadDialog *>();
    QCOMPARE(reread->windowTitle(), u"Reread Configuration"_s);
    if (QPushButton *load = button(reread, u"Reread"_s))
        QTest::mouseClick(load, Qt::LeftButton); // a kantokud has only looked so far
    else
        QTest::keyClick(reread, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<RereadDialog *>());
    QVERIFY(!row(u"gamma"_s).isValid()); // loaded, not active

    actions[u"config.update"_s]->trigger();
    QTRY_VERIFY(m_window->findChild<UpdateDialog *>());
    auto *update = m_window->findChild<UpdateDialog *>();
    QCOMPARE(update->windowTitle(), u"Update Programs"_s);
    QPushButton *go = button(update, u"Update"_s);
    QVERIFY(go && go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(state(u"gamma"_s), u"RUNNING"_s, 15000);
    QTRY_COMPARE_WITH_TIMEOUT(state(u"web"_s), u"3 of 3 running"_s, 15000);
}

void TestMainWindow::rereadShowsWhichOptionsBecomeWhat()
{
    open("[program:alpha]\ncommand=sleep 1000\nstartsecs=0\nstopwaitsecs=3\n");
    ActionRegistry &actions = m_window->actions();
    QTRY_VERIFY(actions[u"config.reread"_s]->isEnabled());
    m_daemon->configure("[program:alpha]\ncommand=sleep 1000\nstartsecs=0\nstopwaitsecs=7\n");
    actions[u"config.reread"_s]->trigger();
    QTRY_VERIFY(m_window->findChild<RereadDialog *>());
    auto *changes = m_window->findChild<RereadDialog *>()->findChild<ConfigDiffView *>();
    QVERIFY(changes);
    const QList<QTreeWidgetItem *> rows = changes->findItems(u"stopwaitsecs"_s, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0]->text(ConfigDiffView::Old), u"3"_s);
    QCOMPARE(rows[0]->text(ConfigDiffView::New), u"7"_s);
    QVERIFY(rows[0]->text(ConfigDiffView::Where).startsWith("d.conf:"_L1));
}

void TestMainWindow::rereadRefusesErrors()
{
    open();
    ActionRegistry &actions = m_window->actions();
    QTRY_VERIFY(actions[u"config.reread"_s]->isEnabled());
    m_daemon->configure("[program:alpha]\ncommand=sleep 1000\nnumprocs=many\n");
    actions[u"config.reread"_s]->trigger();
    QTRY_VERIFY(m_window->findChild<RereadDialog *>());
    auto *reread = m_window->findChild<RereadDialog *>();
    QVERIFY(!button(reread, u"Reread"_s));
    auto *errors = named<QAbstractItemView>(reread, u"Errors and warnings"_s);
    QVERIFY(errors);
    const QAbstractItemModel *model = errors->model();
    const QString place = model->index(0, model->columnCount() - 1).data().toString();
    QVERIFY2(place.contains("d.conf:"_L1), qPrintable(place)); // a kantokud tells the line
    QTest::keyClick(reread, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<RereadDialog *>());
}

void TestMainWindow::stoppingAllAsksFirst()
{
    open();
    QTRY_COMPARE(state(u"web"_s), u"2 of 2 running"_s);
    m_tree->setCurrentIndex(m_tree->model()->index(0, 0));
    ActionRegistry &actions = m_window->actions();
    QTRY_VERIFY(actions[u"process.stop"_s]->isEnabled());
    actions[u"process.stop"_s]->trigger();
    auto *question = m_window->findChild<QMessageBox *>(u"confirmation"_s);
    QVERIFY(question);
    QVERIFY2(question->text().contains(u'3'), qPrintable(question->text()));
    QTest::keyClick(question, Qt::Key_Return); // the safe button is the default
    QTRY_VERIFY(!m_window->findChild<QMessageBox *>(u"confirmation"_s));
    QCOMPARE(state(u"alpha"_s), u"RUNNING"_s);

    actions[u"process.stop"_s]->trigger();
    question = m_window->findChild<QMessageBox *>(u"confirmation"_s);
    QVERIFY(question);
    for (QAbstractButton *each : question->buttons()) {
        if (question->buttonRole(each) == QMessageBox::AcceptRole)
            each->click();
    }
    QTRY_COMPARE_WITH_TIMEOUT(state(u"alpha"_s), u"STOPPED"_s, 15000);
    QTRY_COMPARE_WITH_TIMEOUT(state(u"web"_s), u"0 of 2 running"_s, 15000);
}

void TestMainWindow::opensByDialog()
{
    m_daemon->configure(programs);
    m_daemon->start();
    QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier);
    QTRY_VERIFY(m_window->findChild<OpenServerDialog *>());
    auto *dialog = m_window->findChild<OpenServerDialog *>();
    QCOMPARE(dialog->windowTitle(), u"Open Server"_s);
    auto *address = named<QComboBox>(dialog, u"Address"_s);
    address->lineEdit()->selectAll();
    QTest::keyClicks(address->lineEdit(), m_daemon->file(u"none.sock"_s));
    QTest::mouseClick(button(dialog, u"Connect"_s), Qt::LeftButton);
    auto *result = named<QLabel>(dialog, u"Result of the test"_s);
    QTRY_VERIFY2(result->text().contains(u"none.sock"_s), qPrintable(result->text()));
    QTRY_VERIFY(address->isEnabled());
    address->lineEdit()->selectAll();
    QTest::keyClicks(address->lineEdit(), m_daemon->address());
    QTest::keyClick(address->lineEdit(), Qt::Key_Return);
    QTRY_VERIFY(!m_window->findChild<OpenServerDialog *>());
    QTRY_VERIFY(row(u"alpha"_s).isValid());
    QCOMPARE(m_settings->recentServers().value(0), m_daemon->address());
}

void TestMainWindow::aRefusedPasswordIsAskedFor()
{
    m_daemon->configure(programs, "username=me\npassword=secret\n");
    m_daemon->start();
    m_window->openServer(m_daemon->address());
    QTRY_VERIFY(m_window->findChild<OpenServerDialog *>());
    auto *dialog = m_window->findChild<OpenServerDialog *>();
    QTest::keyClicks(named<QLineEdit>(dialog, u"User"_s), u"me"_s);
    QTest::keyClicks(named<QLineEdit>(dialog, u"Password"_s), u"secret"_s);
    QTest::mouseClick(button(dialog, u"Connect"_s), Qt::LeftButton);
    QTRY_VERIFY(row(u"alpha"_s).isValid());
    m_window.reset();
    QFile kept(m_home->filePath(u"settings.ini"_s));
    m_settings.reset();
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(!kept.readAll().contains("secret"));
}

void TestMainWindow::offlineKeepsThePictureAndComesBack()
{
    open();
    QTRY_COMPARE(state(u"alpha"_s), u"RUNNING"_s);
    select(u"alpha"_s);
    m_daemon->stop();
    QTRY_VERIFY_WITH_TIMEOUT(row(u"alpha"_s).data(ProcessModel::OfflineRole).toBool(), 15000);
    QTRY_VERIFY(!m_window->actions()[u"process.start"_s]->isEnabled());
    m_daemon->start();
    QTRY_VERIFY_WITH_TIMEOUT(!row(u"alpha"_s).data(ProcessModel::OfflineRole).toBool(), 30000);
    QCOMPARE(m_tree->currentIndex().siblingAtColumn(0), row(u"alpha"_s));
}

void TestMainWindow::runsADaemonOfItsOwn()
{
    qputenv("PATH", QByteArray(KANTOKU_BIN_DIR ":") + qgetenv("PATH"));
    m_daemon->configure(programs);
    m_window->openConfiguration(m_daemon->file(u"d.conf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(row(u"alpha"_s).isValid(), 15000);
    QTRY_COMPARE(state(u"alpha"_s), u"RUNNING"_s);
    QSignalSpy finished(m_window.get(), &MainWindow::finished);
    m_window->closeQuietly();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 15000);
    QVERIFY(!QFileInfo::exists(m_daemon->socket())); // the daemon has ended in order
}

void TestMainWindow::everyActionIsInAMenu()
{
    QList<QAction *> reachable;
    for (QMenu *menu : m_window->findChildren<QMenu *>())
        reachable += menu->actions();
    for (QAction *action : m_window->actions().all()) {
        QVERIFY2(reachable.contains(action), qPrintable(action->objectName()));
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->objectName()));
    }
}

void TestMainWindow::commandLineTextThatIsNoAddressIsReported()
{
    m_window->openServer(u"gopher://example.org"_s);
    QVERIFY2(message().contains(u"gopher://example.org"_s), qPrintable(message()));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
