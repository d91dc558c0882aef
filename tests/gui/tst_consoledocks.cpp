#include "daemonfixture.h"
#include "serverwindow.h"

#include "ui/console/consoledocks.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consolewidget.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logview.h"
#include "ui/processes/processmodel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

/// The consoles in the window: one for each server, and what leads from them to the rest of it.
class TestConsoleDocks : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void exitClosesTheDockAndTheKeyBringsItBack();
    void openAddsAServerAndTurnsToIt();
    void aNameLeadsToItsRowByMouse();
    void aNameLeadsToItsRowByKeys();
    void namesInLogsAreNoLinks();
    void copiesAndClearsByTheMenu();
    void theScrollbackIsBounded();
    void historyIsKeptAcrossRuns();

private:
    ConsoleDock *dock(const DaemonFixture &daemon) const
    {
        return m_ui->window->findChild<ConsoleDock *>(u"console:"_s + daemon.address());
    }
    ConsoleInput *input(const DaemonFixture &daemon) const { return dock(daemon)->findChild<ConsoleInput *>(); }
    LogView *output(const DaemonFixture &daemon) const { return dock(daemon)->console()->output(); }
    QString shown(const DaemonFixture &daemon) const
    {
        const LogBuffer &buffer = output(daemon)->document()->buffer();
        return output(daemon)->text(buffer.firstLine(), buffer.endLine());
    }
    void type(const DaemonFixture &daemon, const QString &line)
    {
        input(daemon)->setFocus();
        QTest::keyClicks(input(daemon), line);
        QTest::keyClick(input(daemon), Qt::Key_Return);
        QTRY_VERIFY(!dock(daemon) || !dock(daemon)->console()->isRunning());
    }

    std::unique_ptr<DaemonFixture> m_one; ///< a kantokud
    std::unique_ptr<DaemonFixture> m_two; ///< Debian's supervisord, where a test has two servers
    std::unique_ptr<ServerWindow> m_ui;
};

void TestConsoleDocks::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_one = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Kantokud);
    m_one->configure("[program:alpha]\ncommand=sh -c 'echo alpha: told; exec sleep 1000'\nstartsecs=0\n"
                     "[program:web]\ncommand=sleep 1000\nprocess_name=web_%(process_num)d\nnumprocs=2\nstartsecs=0\n");
    m_one->start();
    m_ui = std::make_unique<ServerWindow>();
    QVERIFY(QTest::qWaitForWindowExposed(m_ui->window.get()));
    m_ui->window->openServer(m_one->address());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"web_1"_s).isValid(), 15000);
    QTRY_VERIFY(dock(*m_one));
    QCOMPARE(m_ui->named<QWidget>(u"Console input"_s), input(*m_one));
}

void TestConsoleDocks::cleanup()
{
    m_ui.reset();
    m_one.reset();
    m_two.reset();
}

void TestConsoleDocks::exitClosesTheDockAndTheKeyBringsItBack()
{
    QVERIFY(dock(*m_one)->isVisible());
    type(*m_one, u"exit"_s);
    QTRY_VERIFY(!dock(*m_one)->isVisible());
    QTRY_VERIFY(!m_ui->window->actions()[u"view.console"_s]->isChecked());
    QTest::keyClick(m_ui->window.get(), Qt::Key_QuoteLeft, Qt::ControlModifier);
    QTRY_VERIFY(dock(*m_one)->isVisible());
    QTRY_VERIFY(input(*m_one)->hasFocus());
    type(*m_one, u"version"_s);
    QVERIFY(shown(*m_one).contains(u"supervisor> version\n"_s));
}

void TestConsoleDocks::openAddsAServerAndTurnsToIt()
{
    m_two = std::make_unique<DaemonFixture>(DaemonFixture::Kind::Supervisord);
    m_two->configure("[program:beta]\ncommand=sleep 1000\nstartsecs=0\n");
    m_two->start();
    type(*m_one, u"open "_s + m_two->address());
    QTRY_VERIFY_WITH_TIMEOUT(m_ui->row(u"beta"_s).isValid(), 15000);
    QTRY_COMPARE(m_ui->window->currentSession()->address().toString(), m_two->address());
    QTRY_VERIFY(dock(*m_two) && !dock(*m_two)->visibleRegion().isEmpty());
    QVERIFY2(shown(*m_one).contains(u"beta "_s), qPrintable(shown(*m_one))); // as supervisorctl says it
    // Each console stays with its server.
    dock(*m_one)->raise();
    type(*m_one, u"pid alpha"_s);
    const auto pid
        = [this](const QString &name) { return m_ui->row(name).siblingAtColumn(ProcessModel::Pid).data().toString(); };
    QTRY_VERIFY2(shown(*m_one).endsWith(u"supervisor> pid alpha\n%1\n"_s.arg(pid(u"alpha"_s))),
                 qPrintable(shown(*m_one)));
    dock(*m_two)->raise();
    type(*m_two, u"pid beta"_s);
    QTRY_VERIFY2(shown(*m_two).endsWith(u"supervisor> pid beta\n%1\n"_s.arg(pid(u"beta"_s))),
                 qPrintable(shown(*m_two)));
    // One that is open is turned to.
    type(*m_two, u"open "_s + m_one->address());
    QTRY_COMPARE(m_ui->window->currentSession()->address().toString(), m_one->address());
    QCOMPARE(m_ui->tree->model()->rowCount(), 2);
}

void TestConsoleDocks::aNameLeadsToItsRowByMouse()
{
    type(*m_one, u"status"_s);
    QTRY_VERIFY(shown(*m_one).contains(u"web:web_1 "_s));
    LogView *view = output(*m_one);
    const QStringList lines = shown(*m_one).split(u'\n');
    const auto line = lines.indexOf(QRegularExpression(u"^web:web_1 .*"_s));
    QVERIFY(line > 0);
    // The point of that line's first letters.
    QPoint at(6, 0);
    const LogBuffer &buffer = view->document()->buffer();
    const LineId wanted = buffer.advanced(buffer.firstLine(), line);
    while (view->positionAt(at).line != wanted && at.y() < view->height())
        at.ry() += 2;
    at.ry() += 4;
    QTest::mouseMove(view->viewport(), at);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at);
    QTRY_COMPARE(m_ui->tree->currentIndex().siblingAtColumn(0), m_ui->row(u"web_1"_s));
    QTRY_VERIFY(m_ui->tree->hasFocus());
}

void TestConsoleDocks::aNameLeadsToItsRowByKeys()
{
    type(*m_one, u"status"_s);
    QTRY_VERIFY(shown(*m_one).contains(u"web:web_1 "_s));
    ConsoleInput *line = input(*m_one);
    QTest::keyClick(line, Qt::Key_Up, Qt::AltModifier); // the last: web:web_1
    QTest::keyClick(line, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(line, Qt::Key_Up, Qt::AltModifier); // the first: alpha
    QTest::keyClick(line, Qt::Key_Up, Qt::AltModifier); // there is none above it
    QTest::keyClick(line, Qt::Key_Down, Qt::AltModifier);
    QVERIFY(line->text().isEmpty());
    QTest::keyClick(line, Qt::Key_Return, Qt::AltModifier);
    QTRY_COMPARE(m_ui->tree->currentIndex().siblingAtColumn(0), m_ui->row(u"web_0"_s));
    QTRY_VERIFY(m_ui->tree->hasFocus());
}

void TestConsoleDocks::namesInLogsAreNoLinks()
{
    const auto underlined = [this](const QString &text) {
        const LogBuffer &buffer = output(*m_one)->document()->buffer();
        for (LineId line = buffer.firstLine(); line < buffer.endLine(); line = buffer.next(line)) {
            if (QString::fromUtf8(buffer.line(line)).contains(text))
                return buffer.line(line).contains("\x1b[4m");
        }
        return false;
    };
    type(*m_one, u"stop web:web_1"_s);
    QTRY_VERIFY(underlined(u": stopped"_s));
    type(*m_one, u"tail alpha"_s);
    QTRY_VERIFY(shown(*m_one).contains(u"alpha: told\n"_s));
    QVERIFY(!underlined(u"alpha: told"_s));
}

void TestConsoleDocks::copiesAndClearsByTheMenu()
{
    type(*m_one, u"version"_s);
    LogView *view = output(*m_one);
    const auto menu = [&] {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), view->viewport()->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(view->viewport(), &event);
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    };
    const auto choose = [](QMenu *from, const QString &text) {
        for (QAction *action : from->actions()) {
            if (action->text().remove(u'&') == text) {
                from->setActiveAction(action);
                QTest::keyClick(from, Qt::Key_Return);
                return;
            }
        }
        QFAIL(qPrintable(text));
    };
    choose(menu(), u"Select All"_s);
    choose(menu(), u"Copy"_s);
    QVERIFY2(QApplication::clipboard()->text().startsWith(u"supervisor> version"_s),
             qPrintable(QApplication::clipboard()->text()));
    choose(menu(), u"Clear"_s);
    QCOMPARE(shown(*m_one), QString());
}

void TestConsoleDocks::theScrollbackIsBounded()
{
    LogDocument *document = output(*m_one)->document();
    const QByteArray line = QByteArray(1000, 'x') + '\n';
    for (int i = 0; i < 20000; ++i)
        document->append(line);
    QVERIFY(document->buffer().sizeBytes() <= 4 * 1024 * 1024); // of 20 MB
    type(*m_one, u"version"_s);
    QVERIFY(shown(*m_one).contains(u"supervisor> version\n"_s));
}

void TestConsoleDocks::historyIsKeptAcrossRuns()
{
    type(*m_one, u"status alpha"_s);
    m_ui->restart();
    QTRY_VERIFY_WITH_TIMEOUT(dock(*m_one), 15000);
    input(*m_one)->setFocus();
    QTest::keyClick(input(*m_one), Qt::Key_R, Qt::ControlModifier);
    QTest::keyClicks(input(*m_one), u"alp"_s);
    QTest::keyClick(input(*m_one), Qt::Key_Tab);
    QCOMPARE(input(*m_one)->text(), u"status alpha"_s);
}

QTEST_MAIN(TestConsoleDocks)
#include "tst_consoledocks.moc"
