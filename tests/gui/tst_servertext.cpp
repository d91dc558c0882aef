// What servers and programs say is shown as it is: nothing of it is taken for HTML, which has links and pictures.

#include "windowfixture.h"

#include "ui/processes/detailpane.h"
#include "ui/processes/processtabs.h"
#include "ui/translations.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QTabWidget>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace kantoku;
using namespace kantoku::ui;

namespace {

const char configuration[] = R"(
[supervisord]
identifier=<a href="x">server
logfile=%(here)s/main.log
pidfile=%(here)s/d.pid
childlogdir=%(here)s
[unix_http_server]
file=%(here)s/s.sock
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[program:<b>]
command=/bin/bash -c "(exec -a '<img src=/nowhere.png>' sleep 1000); :"
startsecs=0
stopasgroup=true
killasgroup=true
environment=PAGE="<img src=/nowhere.png>"
[program:<h1>]
command=<b>nowhere
startretries=0
[program:<h2>]
command=/bin/sh -c "exit 3"
autostart=false
startretries=0
startsecs=10
[group:<i>]
programs=<b>
)";

void show(DaemonFixture &daemon, const QByteArray &text)
{
    QFile file(daemon.file(u"d.conf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestServerText : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { installTranslations(); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void inTheWindow();
    void inDialogs();
    void inThePlansOfAConfiguration();

private:
    bool look(const QString &place, const QString &text, bool isPlain);
    void lookAtToolTip(const QString &place, const QString &text, QWidget *widget);
    void lookAtRows(const QAbstractItemView *view, const QModelIndex &parent = {});
    /// Everything that is shown now.
    void lookAround();
    void lookAtDialog(const char *action);
    void closeDialog();
    QDialog *dialog() const { return m_fixture->window->findChild<QDialog *>(QString(), Qt::FindDirectChildrenOnly); }

    std::unique_ptr<WindowFixture> m_fixture;
    QStringList m_seen; ///< what could have been taken for HTML
};

void TestServerText::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
    m_seen.clear();
    m_fixture = std::make_unique<WindowFixture>();
    show(m_fixture->daemon, configuration);
    m_fixture->daemon.start();
    m_fixture->window->openServer(m_fixture->daemon.address());
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->row(u"<b>"_s).isValid(), 20'000);
    QTRY_VERIFY(m_fixture->row(uR"(<a href="x">server)"_s).isValid());
}

/// True where the text could be taken for HTML; a failure where it is.
bool TestServerText::look(const QString &place, const QString &text, bool isPlain)
{
    if (!Qt::mightBeRichText(text))
        return false;
    m_seen.append(place + u": "_s + text);
    [&] { QVERIFY2(isPlain, qPrintable(m_seen.last())); }();
    return true;
}

void TestServerText::lookAtToolTip(const QString &place, const QString &text, QWidget *widget)
{
    if (!Qt::mightBeRichText(text))
        return;
    QToolTip::showText(QPoint(5, 5), text, widget);
    for (const QWidget *top : QApplication::topLevelWidgets()) {
        if (const auto *shown = qobject_cast<const QLabel *>(top); shown && shown->isVisible() && shown->text() == text)
            look(place + u", tooltip"_s, text, shown->textFormat() == Qt::PlainText);
    }
    QVERIFY(m_seen.contains(place + u", tooltip: "_s + text));
}

void TestServerText::lookAtRows(const QAbstractItemView *view, const QModelIndex &parent)
{
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < model->rowCount(parent); ++row) {
        for (int column = 0; column < model->columnCount(parent); ++column) {
            lookAtToolTip(view->accessibleName(), model->index(row, column, parent).data(Qt::ToolTipRole).toString(),
                          view->viewport());
        }
        lookAtRows(view, model->index(row, 0, parent));
    }
}

void TestServerText::lookAround()
{
    for (QWidget *widget : m_fixture->window->findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        const QString place = widget->accessibleName().isEmpty()
            ? QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()
            : widget->accessibleName();
        if (const auto *label = qobject_cast<QLabel *>(widget))
            look(place, label->text(), label->textFormat() == Qt::PlainText);
        lookAtToolTip(place, widget->toolTip(), widget);
        if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model())
            lookAtRows(view);
    }
}

void TestServerText::closeDialog()
{
    QVERIFY(dialog());
    dialog()->reject();
    QTRY_VERIFY(!dialog());
}

void TestServerText::lookAtDialog(const char *action)
{
    QTRY_VERIFY2(m_fixture->action(action)->isEnabled(), action);
    m_fixture->action(action)->trigger();
    QTRY_VERIFY2(dialog() && dialog()->isVisible(), action);
    m_seen.clear();
    for (const QLabel *label : dialog()->findChildren<QLabel *>()) {
        if (label->isVisible())
            look(QString::fromLatin1(action), label->text(), label->textFormat() == Qt::PlainText);
    }
    QVERIFY2(!m_seen.isEmpty(), action); // else it is no test of this dialog
    closeDialog();
}

void TestServerText::inTheWindow()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"<h1>"_s), u"FATAL"_s, 15'000);
    for (const QString &name : {u"<h1>"_s, u"<b>"_s}) {
        m_fixture->click(name);
        QTRY_VERIFY(m_fixture->window->findChild<QTabWidget *>(u"detailTabs"_s));
        auto *tabs = m_fixture->window->findChild<QTabWidget *>(u"detailTabs"_s);
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QTest::qWait(300); // what it asks for comes
            lookAround();
        }
    }
    // Trouble is told.
    m_fixture->click(u"<h2>"_s);
    QTRY_VERIFY(m_fixture->action("process.start")->isEnabled());
    m_fixture->action("process.start")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->state(u"<h2>"_s), u"FATAL"_s, 15'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->message().startsWith(u"<h2>"_s), 15'000);
    lookAround();
    // A program names what it starts.
    const QModelIndex parent = m_fixture->row(u"<b>"_s);
    m_fixture->tree->expand(parent);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->tree->model()->rowCount(parent) > 0, 15'000);
    m_fixture->tree->setCurrentIndex(m_fixture->tree->model()->index(0, 0, parent));
    QTRY_VERIFY(!m_fixture->window->findChild<DetailPane *>()->process());
    lookAround();

    const QString seen = m_seen.join(u'\n');
    for (const QString &place :
         {u"Selected process: <h1>"_s, u"Server status: <a"_s, u"Processes, tooltip: <h1>: "_s,
          u"Why it is not running: "_s, u"Where the configuration is written: [program:<"_s, u"Options, tooltip: "_s,
          u": <h2>"_s, u"History, tooltip: "_s, u"<img src=/nowhere.png> 1000"_s})
        QVERIFY2(seen.contains(place), qPrintable(place + u" is not in\n"_s + seen));
}

void TestServerText::inDialogs()
{
    for (const char *action : {"process.stop", "server.close", "config.reload", "server.shutdown"}) {
        m_fixture->tree->setCurrentIndex(m_fixture->tree->model()->index(0, 0));
        lookAtDialog(action);
        if (QTest::currentTestFailed())
            return;
    }
    m_fixture->click(u"<b>"_s);
    lookAtDialog("process.stdin");
    lookAtDialog("log.clear");
}

void TestServerText::inThePlansOfAConfiguration()
{
    const auto open = [this](const char *action) {
        QTRY_VERIFY2(m_fixture->action(action)->isEnabled(), action);
        m_fixture->action(action)->trigger();
        QTRY_VERIFY2(dialog() && dialog()->isVisible(), action);
    };
    show(m_fixture->daemon, QByteArray(configuration).replace("nowhere.png", "elsewhere.png"));
    for (const char *action : {"config.reread", "config.update"}) {
        m_seen.clear();
        open(action);
        if (QTest::currentTestFailed())
            return;
        for (QTabWidget *tabs : dialog()->findChildren<QTabWidget *>())
            tabs->setCurrentIndex(tabs->count() - 1);
        const auto isSeen = [this] {
            lookAround();
            return m_seen.join(u'\n').contains("elsewhere.png"_L1);
        };
        QTRY_VERIFY2(isSeen(), qPrintable(m_seen.join(u'\n'))); // the texts of the files come
        closeDialog();
    }
    show(m_fixture->daemon, QByteArray(configuration).replace("startsecs=10", "startsecs=<b>soon"));
    m_seen.clear();
    open("config.reread");
    lookAround();
    QVERIFY2(m_seen.join(u'\n').contains("<b>soon"_L1), qPrintable(m_seen.join(u'\n')));
    closeDialog();
}

QTEST_MAIN(TestServerText)
#include "tst_servertext.moc"
