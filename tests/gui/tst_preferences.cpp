#include "windowfixture.h"

#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"
#include "ui/preferences/mutedmodel.h"
#include "ui/preferences/shortcutmodel.h"
#include "ui/servers/serverlist.h"
#include "ui/theme.h"
#include "ui/translations.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFontInfo>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// The preferences as one sees and changes them, in the real window.
class TestPreferences : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void coloursChangeAtOnceAndAreKept();
    void pagesStandOnTheGroundThatColoursAreChosenFor();
    void languagesAreThoseThatAreBuiltIn();
    void aConflictNamesTheOtherCommandAndIsNotSaved();
    void aShortcutWorksAtOnceAndAfterARestart();
    void defaultsComeBack();
    void everyCommandIsNamedWithItsMenu();
    void theLogsFontReachesEveryLog();
    void aServerWithoutEventsIsAskedAsOftenAsChosen();
    void theWayDaemonsEndIsAskedAboutAgain();
    void whatIsMutedIsListedAndTakenBack();
    void theModelsAreSound();

private:
    QDialog *open(const QString &page);
    template <typename T>
    T *part(const QString &name) const
    {
        const auto *dialog = m_ui->window->findChild<QDialog *>(u"preferencesDialog"_s);
        return dialog ? dialog->findChild<T *>(name) : nullptr;
    }
    QPushButton *button(const QString &text) const;
    static void choose(QComboBox *box, const QString &text);
    void selectCommand(const QString &text);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers);

    std::unique_ptr<WindowFixture> m_ui;
};

void TestPreferences::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_ui = std::make_unique<WindowFixture>();
}

void TestPreferences::cleanup()
{
    m_ui.reset();
    Theme::instance()->setScheme(Theme::Scheme::System);
}

QDialog *TestPreferences::open(const QString &page)
{
    m_ui->action("window.preferences")->trigger();
    auto *dialog = m_ui->window->findChild<QDialog *>(u"preferencesDialog"_s);
    if (!dialog || !QTest::qWaitForWindowExposed(dialog))
        return nullptr;
    auto *tabs = dialog->findChild<QTabWidget *>();
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i).remove(u'&') == page)
            tabs->setCurrentIndex(i);
    }
    return dialog;
}

QPushButton *TestPreferences::button(const QString &text) const
{
    for (auto *button : m_ui->window->findChild<QDialog *>(u"preferencesDialog"_s)->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

// As a user does: activated() comes from the user only.
void TestPreferences::choose(QComboBox *box, const QString &text)
{
    const int index = box->findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    box->setFocus();
    while (box->currentIndex() != index)
        QTest::keyClick(box, box->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
}

void TestPreferences::selectCommand(const QString &text)
{
    auto *list = part<QTreeView>(u"shortcuts"_s);
    QVERIFY(list);
    const QModelIndex index
        = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly).value(0);
    QVERIFY2(index.isValid(), qPrintable(text));
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
    QCOMPARE(list->currentIndex().row(), index.row());
}

void TestPreferences::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    auto *edit = part<QKeySequenceEdit>(u"shortcutKeys"_s);
    edit->clear();
    edit->setFocus();
    QSignalSpy changes(edit, &QKeySequenceEdit::keySequenceChanged); // comes when no second key has followed
    QTest::keyClick(edit, key, modifiers);
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(edit->keySequence(), QKeySequence(modifiers | key));
}

void TestPreferences::coloursChangeAtOnceAndAreKept()
{
    QVERIFY(open(u"General"_s));
    choose(part<QComboBox>(u"colorScheme"_s), u"Dark"_s);
    QVERIFY(Theme::instance()->isDark());
    QVERIFY(m_ui->action("view.schemeDark")->isChecked());
    QCOMPARE(Settings(m_ui->settingsFile()).colorScheme(), Theme::Scheme::Dark);
    choose(part<QComboBox>(u"colorScheme"_s), u"Light"_s);
    QVERIFY(!Theme::instance()->isDark());
    QVERIFY(m_ui->action("view.schemeLight")->isChecked());
}

void TestPreferences::pagesStandOnTheGroundThatColoursAreChosenFor()
{
    Theme::instance()->setScheme(Theme::Scheme::Dark);
    QDialog *dialog = open(u"General"_s);
    QVERIFY(dialog);
    const QWidget *page = dialog->findChild<QTabWidget *>()->currentWidget();
    const QPoint corner = page->mapTo(dialog, page->rect().bottomRight() - QPoint(2, 2));
    QCOMPARE(dialog->grab().toImage().pixelColor(corner), dialog->palette().color(QPalette::Window));
    Theme::instance()->setScheme(Theme::Scheme::System);
}

void TestPreferences::languagesAreThoseThatAreBuiltIn()
{
    QVERIFY(open(u"General"_s));
    auto *box = part<QComboBox>(u"language"_s);
    QStringList expected{u"As the system"_s};
    for (const Language &language : builtInLanguages())
        expected.append(language.name);
    QVERIFY(expected.contains(u"English"_s));
    QStringList offered;
    for (int i = 0; i < box->count(); ++i)
        offered.append(box->itemText(i));
    QCOMPARE(offered, expected);
    choose(box, u"English"_s);
    QCOMPARE(m_ui->settings->language(), u"en"_s);
    choose(box, u"As the system"_s);
    QVERIFY(m_ui->settings->language().isEmpty());
}

void TestPreferences::aConflictNamesTheOtherCommandAndIsNotSaved()
{
    QVERIFY(open(u"Shortcuts"_s));
    selectCommand(u"Process ▸ Start"_s);
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier); // of Stop
    const QString told = part<QLabel>(u"shortcutConflict"_s)->text();
    QVERIFY2(told.contains(u"“Process ▸ Stop”"_s), qPrintable(told));
    QVERIFY(!button(u"Assign"_s)->isEnabled());
    QVERIFY(m_ui->settings->shortcuts().isEmpty());

    press(Qt::Key_X, {}); // a letter alone
    QVERIFY(!part<QLabel>(u"shortcutConflict"_s)->text().isEmpty());
    QVERIFY(!button(u"Assign"_s)->isEnabled());

    press(Qt::Key_F8, {});
    QVERIFY(part<QLabel>(u"shortcutConflict"_s)->text().isEmpty());
    QVERIFY(button(u"Assign"_s)->isEnabled());
}

void TestPreferences::aShortcutWorksAtOnceAndAfterARestart()
{
    QVERIFY(open(u"Shortcuts"_s));
    selectCommand(u"View ▸ Find Command…"_s);
    press(Qt::Key_F8, {});
    QTest::mouseClick(button(u"Assign"_s), Qt::LeftButton);
    QCOMPARE(m_ui->action("view.palette")->shortcut(), QKeySequence(Qt::Key_F8));
    QVERIFY(m_ui->action("view.palette")->toolTip().contains(u"F8"_s));
    QTest::mouseClick(button(u"None"_s), Qt::LeftButton);
    QVERIFY(m_ui->action("view.palette")->shortcut().isEmpty());
    press(Qt::Key_F8, {});
    QTest::mouseClick(button(u"Assign"_s), Qt::LeftButton);
    selectCommand(u"View ▸ Next Pane"_s);
    QTest::mouseClick(button(u"None"_s), Qt::LeftButton);

    m_ui->window.reset();
    m_ui->settings = std::make_unique<Settings>(m_ui->settingsFile());
    m_ui->makeWindow();
    QCOMPARE(m_ui->action("view.palette")->shortcut(), QKeySequence(Qt::Key_F8));
    QVERIFY(m_ui->action("view.nextPane")->shortcut().isEmpty());
    QTest::keyClick(m_ui->window.get(), Qt::Key_F8);
    QTRY_VERIFY(m_ui->window->findChild<QDialog *>(u"commandPalette"_s));
}

void TestPreferences::defaultsComeBack()
{
    m_ui->settings->setShortcut(u"view.palette"_s, {QKeySequence(Qt::Key_F8)});
    m_ui->settings->setShortcut(u"process.start"_s, {});
    QVERIFY(open(u"Shortcuts"_s));
    selectCommand(u"View ▸ Find Command…"_s);
    QTest::mouseClick(button(u"Default"_s), Qt::LeftButton);
    QCOMPARE(m_ui->action("view.palette")->shortcut(), QKeySequence(u"Ctrl+K"_s));
    QVERIFY(m_ui->action("process.start")->shortcut().isEmpty());
    QTest::mouseClick(button(u"Default for All"_s), Qt::LeftButton);
    QCOMPARE(m_ui->action("process.start")->shortcut(), QKeySequence(u"Ctrl+Shift+S"_s));
    QVERIFY(m_ui->settings->shortcuts().isEmpty());
}

void TestPreferences::everyCommandIsNamedWithItsMenu()
{
    QVERIFY(open(u"Shortcuts"_s));
    selectCommand(u"View ▸ Colours ▸ Light"_s);
    selectCommand(u"Server ▸ Own Daemons at Close ▸ Ask"_s);
    selectCommand(u"Process ▸ Log"_s); // it is in two menus
    const QAbstractItemModel *model = part<QTreeView>(u"shortcuts"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QString command = model->index(row, ShortcutModel::Command).data().toString();
        QVERIFY2(command.contains(u" ▸ "_s), qPrintable(command));
    }
    part<QLineEdit>(u"filterShortcuts"_s)->setText(u"colours"_s);
    QCOMPARE(model->rowCount(), 3);
}

void TestPreferences::theLogsFontReachesEveryLog()
{
    LogPanel panel;
    panel.show();
    const int before = panel.view()->viewport()->font().pointSize();
    QVERIFY(open(u"Logs"_s));
    auto *size = part<QSpinBox>(u"logFontSize"_s);
    QVERIFY(!size->isEnabled());
    part<QCheckBox>(u"systemLogFont"_s)->click();
    QVERIFY(size->isEnabled());
    size->setValue(before + 7);
    QTRY_COMPARE(panel.view()->viewport()->font().pointSize(), before + 7);
    LogPanel another; // one that comes later has it too
    another.show();
    QCOMPARE(another.view()->viewport()->font().pointSize(), before + 7);
    part<QCheckBox>(u"systemLogFont"_s)->click();
    QTRY_COMPARE(panel.view()->viewport()->font().pointSize(), before);
    QVERIFY(m_ui->settings->logFont().isEmpty());

    part<QSpinBox>(u"logMemory"_s)->setValue(5);
    QCOMPARE(m_ui->settings->logBytes(), 5 * 1024 * 1024);
}

void TestPreferences::aServerWithoutEventsIsAskedAsOftenAsChosen()
{
    QVERIFY(open(u"Servers"_s));
    auto *interval = part<QDoubleSpinBox>(u"pollInterval"_s);
    QCOMPARE(interval->value(), 1.0);
    QCOMPARE(interval->text(), interval->cleanText()); // a unit of another script would shift the digits
    interval->setValue(30);
    QCOMPARE(m_ui->settings->pollInterval(), std::chrono::seconds(30));
    part<QDoubleSpinBox>(u"usageInterval"_s)->setValue(4.5);
    QCOMPARE(m_ui->settings->usageInterval(), std::chrono::milliseconds(4500));
}

void TestPreferences::theWayDaemonsEndIsAskedAboutAgain()
{
    m_ui->settings->setDaemonsAtClose(Settings::DaemonsAtClose::Stop);
    QVERIFY(open(u"General"_s));
    auto *box = part<QComboBox>(u"daemonsAtClose"_s);
    QCOMPARE(box->currentText(), u"Stop"_s);
    choose(box, u"Ask"_s);
    QCOMPARE(m_ui->settings->daemonsAtClose(), Settings::DaemonsAtClose::Ask);
    QVERIFY(m_ui->action("server.daemonsAsk")->isChecked());
}

void TestPreferences::whatIsMutedIsListedAndTakenBack()
{
    SavedServer named;
    named.address = u"unix:///run/one.sock"_s;
    named.name = u"production"_s;
    m_ui->settings->setSavedServers({named});
    m_ui->settings->setMutedNotices({{u"unix:///run/one.sock"_s, u"web:web_0"_s},
                                     {u"unix:///run/one.sock"_s, {}},
                                     {u"http://two:9001"_s, u"cron"_s}});
    QVERIFY(open(u"Notices"_s));
    auto *list = part<QTreeView>(u"mutedNotices"_s);
    const auto rows = [list] {
        QStringList all;
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            all.append(list->model()->index(row, MutedModel::Process).data().toString() + u" on "_s
                       + list->model()->index(row, MutedModel::Server).data().toString());
        }
        return all;
    };
    QCOMPARE(rows(),
             QStringList(
                 {u"web:web_0 on production"_s, u"all of the server on production"_s, u"cron on http://two:9001"_s}));
    QVERIFY(!part<QLabel>(u"nothingMuted"_s)->isVisible());
    QVERIFY(!button(u"Unmute"_s)->isEnabled());
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
    QTest::mouseClick(button(u"Unmute"_s), Qt::LeftButton);
    QCOMPARE(rows(), QStringList(u"cron on http://two:9001"_s));
    QCOMPARE(Settings(m_ui->settingsFile()).mutedNotices(), QList<MutedNotice>({{u"http://two:9001"_s, u"cron"_s}}));
    QVERIFY(!button(u"Unmute"_s)->isEnabled());
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::mouseClick(button(u"Unmute"_s), Qt::LeftButton);
    QVERIFY(m_ui->settings->mutedNotices().isEmpty());
    QVERIFY(part<QLabel>(u"nothingMuted"_s)->isVisible());

    part<QCheckBox>(u"showsNotices"_s)->click();
    QVERIFY(!m_ui->settings->showsNotices());
    part<QCheckBox>(u"showsTrayIcon"_s)->click();
    QVERIFY(!m_ui->settings->showsTrayIcon());
}

void TestPreferences::theModelsAreSound()
{
    ProcessModel processes;
    const ServerList servers(&processes);
    MutedModel muted(m_ui->settings.get(), &servers, nullptr);
    QAbstractItemModelTester mutedTester(&muted, QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_ui->settings->setMutedNotices({{u"http://two:9001"_s, u"cron"_s}});
    QCOMPARE(muted.rowCount(), 1);
    ShortcutModel model(&m_ui->window->actions(), m_ui->settings.get(), nullptr);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), int(m_ui->window->actions().all().size()));
    m_ui->settings->setShortcut(u"view.palette"_s, {QKeySequence(Qt::Key_F8)});
    m_ui->settings->forgetShortcut(u"view.palette"_s);
}

QTEST_MAIN(TestPreferences)
#include "tst_preferences.moc"
