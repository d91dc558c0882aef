#include "client/usagesampler.h"

#include "protocol/namespec.h"

#include <QSet>

namespace kantoku::client {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds answerTimeout{15};

} // namespace

UsageSampler::UsageSampler(RpcClient *rpc, QObject *parent)
    : QObject(parent)
    , m_rpc(rpc)
    , m_beganAt(QDateTime::currentDateTimeUtc())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { ask(); });
}

void UsageSampler::setAvailable(bool available)
{
    if (std::exchange(m_available, available) == available)
        return;
    if (!available && !m_latest.isEmpty()) {
        m_latest.clear();
        emit sampled();
    }
    schedule();
}

void UsageSampler::setProcesses(const QList<ProcessInfo> &processes)
{
    m_running.clear();
    QSet<QString> present;
    QSet<QString> running;
    for (const ProcessInfo &process : processes) {
        const QString name = process.namespec();
        present.insert(name);
        if (process.pid > 0) {
            m_running.append(name);
            running.insert(name);
        }
    }
    m_series.removeIf([&present](const auto &entry) { return !present.contains(entry.key()); });
    if (m_latest.removeIf([&running](const auto &entry) { return !running.contains(entry.key()); }) > 0)
        emit sampled();
}

void UsageSampler::setRunning(const QSet<QString> &began, const QSet<QString> &ended)
{
    m_running.removeIf([&ended](const QString &name) { return ended.contains(name); });
    for (const QString &name : began)
        m_running.append(name);
    if (m_latest.removeIf([&ended](const auto &entry) { return ended.contains(entry.key()); }) > 0)
        emit sampled();
}

void UsageSampler::setInterval(std::chrono::milliseconds interval)
{
    m_interval = interval;
    if (m_timer.isActive())
        m_timer.start(m_interval);
}

void UsageSampler::setWanted(bool wanted)
{
    if (std::exchange(m_wanted, wanted) != wanted)
        schedule();
}

/// Begins to ask, or stops; a question that is under way goes on from its answer.
void UsageSampler::schedule()
{
    if (!m_wanted || !m_available)
        m_timer.stop();
    else if (!m_asking)
        m_timer.start(0);
}

QStringList UsageSampler::nextNames()
{
    const QSet<QString> running(m_running.cbegin(), m_running.cend());
    QStringList names;
    QSet<QString> chosen;
    for (const QString &name : std::as_const(m_focus)) {
        if (running.contains(name) && !chosen.contains(name)) {
            chosen.insert(name);
            names.append(name);
        }
    }
    const qsizetype others = std::min(othersAtOnce, m_running.size());
    for (qsizetype i = 0; i < others; ++i) {
        m_next = (m_next + 1) % m_running.size();
        const QString &name = m_running.at(m_next);
        if (!chosen.contains(name)) {
            chosen.insert(name);
            names.append(name);
        }
    }
    return names;
}

QCoro::Task<void> UsageSampler::ask()
{
    if (m_asking || !m_wanted || !m_available)
        co_return;
    emit aboutToAsk();
    const QStringList names = nextNames();
    if (!names.isEmpty()) {
        m_asking = true;
        QVariantList list;
        for (const QString &name : names)
            list.append(name);
        QVariantList params;
        params.append(QVariant(list));
        const Result<QVariant> reply = co_await m_rpc->call(u"kantoku.getProcessStats"_s, params, answerTimeout);
        if (!reply && reply.error().code == Error::Code::Cancelled)
            co_return; // the client is gone, and we perhaps with it
        m_asking = false;
        if (reply && m_available)
            take(reply->toList());
        // A fault means that a process has gone since: the next question knows it. A lost server is the session's
        // affair.
    }
    if (m_wanted && m_available)
        m_timer.start(m_interval);
}

void UsageSampler::take(const QVariantList &reply)
{
    const auto now = static_cast<qint32>(m_beganAt.msecsTo(QDateTime::currentDateTimeUtc()));
    const auto oldest = now - static_cast<qint32>(kept.count());
    for (const QVariant &entry : reply) {
        const QVariantMap map = entry.toMap();
        const QVariantMap tree = map.value(u"tree"_s).toMap();
        const ProcessUsage usage{map.value(u"pid"_s).toLongLong(),  tree.value(u"cpu_share"_s).toDouble(),
                                 tree.value(u"rss"_s).toLongLong(), tree.value(u"processes"_s).toInt(),
                                 tree.value(u"threads"_s).toInt(),  tree.value(u"descriptors"_s, -1).toInt()};
        const QString name = namespecText(map.value(u"group"_s).toString(), map.value(u"name"_s).toString());
        m_latest.insert(name, usage);
        QList<UsagePoint> &series = m_series[name];
        qsizetype stale = 0;
        while (stale < series.size() && series.at(stale).milliseconds < oldest)
            ++stale;
        series.remove(0, stale);
        series.append({now, static_cast<float>(usage.cpuShare),
                       static_cast<float>(static_cast<double>(usage.residentBytes) / (1024.0 * 1024.0))});
    }
    emit sampled();
}

QList<UsagePoint> UsageSampler::series(const QString &namespec) const
{
    return m_series.value(namespec);
}

} // namespace kantoku::client
