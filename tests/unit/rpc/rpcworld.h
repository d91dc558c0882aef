#pragma once

#include "../process/fakes.h"

#include "daemon/config/world.h"
#include "daemon/events/eventbus.h"
#include "daemon/logging/mainlog.h"
#include "daemon/process/process.h"
#include "daemon/process/processgroup.h"
#include "daemon/rpc/rpcdispatcher.h"
#include "daemon/supervisor.h"

#include <QtTest>

/// A supervisor on a fake clock with fake children, and the methods on it, for tests that call them.
class RpcWorld {
public:
    using Answer = kantoku::Result<QVariant>;
    /// Empty while the call waits.
    using LaterAnswer = std::shared_ptr<std::optional<Answer>>;

    /// A program that is not started by itself, counts as running after five seconds and keeps no logs.
    static kantoku::daemon::ProcessConfig program(const QString &name,
                                                  const QString &command = QStringLiteral("/bin/cat"))
    {
        kantoku::daemon::ProcessConfig config;
        config.name = name;
        config.programName = name;
        config.command = command;
        config.autoStart = false;
        config.startSecs = std::chrono::seconds(5);
        config.stdoutLog.kind = kantoku::daemon::LogConfig::Kind::None;
        config.stderrLog.kind = kantoku::daemon::LogConfig::Kind::None;
        return config;
    }

    static kantoku::daemon::GroupConfig groupOf(const QString &name,
                                                const QList<kantoku::daemon::ProcessConfig> &processes)
    {
        kantoku::daemon::GroupConfig config;
        config.name = name;
        config.processes = processes;
        return config;
    }

    /// A list as one parameter.
    static QVariant list(const QVariantList &values) { return values; }

    ~RpcWorld() { end(); }

    /// @param file  the configuration file that a reread reads
    void begin(const kantoku::daemon::Configuration &configuration,
               const QString &file = QStringLiteral("/nonexistent/kantoku.conf"))
    {
        using namespace kantoku::daemon;
        log = std::make_unique<MainLog>();
        events = std::make_unique<EventBus>();
        launcher = {};
        supervisor = std::make_unique<Supervisor>(Supervisor::Parts{*log, *events, clock, launcher, m_world}, file,
                                                  ConfigOverrides{});
        QVERIFY(supervisor->adopt(configuration));
        supervisor->run();
        rpc = std::make_unique<RpcDispatcher>(*supervisor, [] { return 41; });
    }

    void end()
    {
        rpc.reset();
        supervisor.reset();
        QCoreApplication::processEvents(); // whoever still waited is told
    }

    LaterAnswer call(const QString &method, const QVariantList &params = {})
    {
        auto answer = std::make_shared<std::optional<Answer>>();
        rpc->call(method, params, [answer](const Answer &result) {
            QVERIFY(!*answer);
            *answer = result;
        });
        return answer;
    }

    /// What is answered at once; a call that waits is Error::Code::Timeout.
    Answer ask(const QString &method, const QVariantList &params = {})
    {
        return call(method, params)
            ->value_or(kantoku::failure(kantoku::Error::Code::Timeout, QStringLiteral("it waits")));
    }

    kantoku::daemon::Process *process(const QString &name) const { return supervisor->findProcess(name, name); }

    FakeClock clock;
    FakeLauncher launcher;
    std::unique_ptr<kantoku::daemon::MainLog> log;
    std::unique_ptr<kantoku::daemon::EventBus> events;
    std::unique_ptr<kantoku::daemon::Supervisor> supervisor;
    std::unique_ptr<kantoku::daemon::RpcDispatcher> rpc;

private:
    kantoku::daemon::SystemWorld m_world;
};
