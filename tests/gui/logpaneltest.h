#pragma once

#include "client/session.h"
#include "daemonfixture.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logpanel.h"
#include "ui/logs/logview.h"

#include <QLineEdit>

#include <algorithm>
#include <memory>
#include <optional>

template <typename W>
W *named(QWidget *parent, const QString &accessibleName)
{
    const QList<W *> widgets = parent->findChildren<W *>();
    const auto it = std::ranges::find_if(widgets, [&](W *w) { return w->accessibleName() == accessibleName; });
    return it == widgets.end() ? nullptr : *it;
}

/// A log in its panel, of a program of a daemon of the test's own.
class LogPanelTest : public QObject {
protected:
    /// Repeats "number N" for what is asked for on its standard input.
    static constexpr char counter[]
        = "[program:p]\ncommand=/bin/sh -c 'n=0; while read upto; do while [ $n -lt $upto ]; do n=$((n+1)); "
          "echo number $n; done; done'\n";

    void open(DaemonFixture::Kind kind, const QByteArray &programs, const QString &program,
              const QString &channel = QStringLiteral("stdout"));
    void close();
    kantoku::ui::LogView *view() const { return m_panel->view(); }
    const kantoku::ui::LogBuffer &buffer() const { return view()->document()->buffer(); }
    QString shown() const { return view()->text(buffer().firstLine(), buffer().endLine()); }
    /// Gives the program p a text.
    void type(const QString &text);
    void find(const QString &text);
    int count(kantoku::ui::LogDivider::Kind kind) const;

    std::unique_ptr<DaemonFixture> m_daemon;
    std::unique_ptr<kantoku::client::Session> m_session;
    std::unique_ptr<kantoku::ui::LogPanel> m_panel;
};

inline void LogPanelTest::open(DaemonFixture::Kind kind, const QByteArray &programs, const QString &program,
                               const QString &channel)
{
    m_daemon = std::make_unique<DaemonFixture>(kind);
    m_daemon->configure(programs);
    m_daemon->start();
    m_session = std::make_unique<kantoku::client::Session>(*kantoku::client::ServerAddress::parse(m_daemon->address()));
    m_session->connectToServer();
    QTRY_COMPARE(m_session->status(), kantoku::client::Session::Status::Online);
    m_panel = std::make_unique<kantoku::ui::LogPanel>();
    m_panel->resize(820, 480);
    m_panel->showLog(m_session.get(), program, channel);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->activateWindow();
    view()->setFocus();
}

inline void LogPanelTest::close()
{
    m_panel.reset();
    m_session.reset();
    m_daemon.reset();
}

inline void LogPanelTest::type(const QString &text)
{
    const auto answer = std::make_shared<std::optional<bool>>();
    QCoro::connect(m_session->sendStdin({QStringLiteral("p")}, text), this,
                   [answer](const auto &sent) { *answer = sent.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(answer->has_value(), 15'000); // the log may have it before we have the answer
    QVERIFY(**answer);
}

inline void LogPanelTest::find(const QString &text)
{
    QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier);
    auto *edit = named<QLineEdit>(m_panel.get(), QStringLiteral("Find in log"));
    QTRY_VERIFY(edit->hasFocus());
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

inline int LogPanelTest::count(kantoku::ui::LogDivider::Kind kind) const
{
    int count = 0;
    for (kantoku::ui::LineId line = buffer().firstLine();; line = buffer().next(line)) {
        for (const kantoku::ui::LogDivider &divider : buffer().dividers(line))
            count += divider.kind == kind ? 1 : 0;
        if (line >= buffer().endLine())
            return count;
    }
}
