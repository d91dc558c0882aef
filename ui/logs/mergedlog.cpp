#include "ui/logs/mergedlog.h"

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sideBytes = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds openLinePause{300};

} // namespace

MergedLog::MergedLog(LogChannel *standardOutput, LogChannel *standardError, LogDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    m_document->setHeadNote(tr("earlier text is in stdout and stderr, each by itself"));
    setUp(m_sides[0], u"stdout"_s, standardOutput);
    setUp(m_sides[1], u"stderr"_s, standardError);
}

MergedLog::~MergedLog() = default;

void MergedLog::setUp(Side &side, const QString &name, LogChannel *channel)
{
    side.name = name;
    side.document = new LogDocument(this, sideBytes);
    side.source = new LogSource(channel, side.document, this);
    side.openLine.setSingleShot(true);
    side.openLine.setInterval(openLinePause);
    connect(&side.openLine, &QTimer::timeout, this, [this, &side] { copy(side, true); });
    connect(side.document, &LogDocument::appended, this, [this, &side] { copy(side, false); });
    connect(side.source, &LogSource::stateChanged, this, &MergedLog::stateChanged);
}

const LogSource *MergedLog::teller() const
{
    const auto follows = [](const Side &side) { return side.source->state() == LogSource::State::Following; };
    const auto it = std::ranges::find_if(m_sides, follows);
    return it == m_sides.end() ? m_sides[0].source : it->source;
}

void MergedLog::start()
{
    for (Side &side : m_sides)
        side.source->start();
}

void MergedLog::retry()
{
    for (Side &side : m_sides)
        side.source->retry();
}

void MergedLog::noteCleared()
{
    if (m_document)
        m_document->addDivider(LogDivider::Kind::Cleared);
    for (Side &side : m_sides)
        side.source->noteCleared();
}

// What both sides tell, the process and the connection, is told once; what is about a file names its channel.
void MergedLog::tellDividers(const Side &side, LineId line)
{
    for (const LogDivider &divider : side.document->buffer().dividers(line)) {
        switch (divider.kind) {
        case LogDivider::Kind::Started:
        case LogDivider::Kind::Ended:
        case LogDivider::Kind::Disconnected:
        case LogDivider::Kind::Reconnected:
            if (&side == m_sides.data())
                m_document->addDivider(divider.kind, divider.detail, divider.bytes);
            break;
        case LogDivider::Kind::Replaced:
        case LogDivider::Kind::Truncated:
        case LogDivider::Kind::Gap: m_document->addDivider(divider.kind, side.name, divider.bytes); break;
        case LogDivider::Kind::Unread: m_document->addDivider(LogDivider::Kind::Gap, side.name, divider.bytes); break;
        case LogDivider::Kind::Earlier:
        case LogDivider::Kind::Cleared:
        case LogDivider::Kind::Note: break;
        }
    }
}

void MergedLog::copy(Side &side, bool withOpenLine)
{
    if (!m_document)
        return;
    const LogBuffer &buffer = side.document->buffer();
    const LineId end = buffer.endLine();
    const bool isOpen = buffer.isLastLineOpen();
    const LineId upTo = isOpen && !withOpenLine ? std::max(side.copied, buffer.previous(end)) : end;
    if (isOpen && !side.openLine.isActive() && !withOpenLine)
        side.openLine.start();
    const bool isFirst = !std::exchange(side.begun, true);
    if (isFirst) {
        side.copied = buffer.firstLine();
        if (upTo > side.copied)
            m_document->addDivider(LogDivider::Kind::Note, tr("%1 until now").arg(side.name));
    }
    while (side.copied < upTo) {
        const LineId line = buffer.lineAt(side.copied);
        if (line >= side.copied && !isFirst)
            tellDividers(side, line);
        const LineId from = std::max(line, side.copied);
        const QByteArrayView raw = buffer.rawLine(line);
        m_document->setSource(side.name);
        m_document->append(raw.sliced(from - line));
        side.copied = line + raw.size();
    }
    if (side.copied == end && !isFirst && !isOpen)
        tellDividers(side, end);
    const bool bothBegun = std::ranges::all_of(m_sides, &Side::begun);
    if (isFirst && bothBegun)
        m_document->addDivider(LogDivider::Kind::Note, tr("from here on as it arrives"));
}

} // namespace kantoku::ui
