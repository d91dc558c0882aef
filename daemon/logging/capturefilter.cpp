#include "daemon/logging/capturefilter.h"

namespace kantoku::daemon {

namespace {

constexpr QByteArrayView beginTag("<!--XSUPERVISOR:BEGIN-->");
constexpr QByteArrayView endTag("<!--XSUPERVISOR:END-->");

/// How many of the last bytes may be the start of `tag`. Its first byte occurs in it only once, so there is one chance.
qsizetype startAtEnd(QByteArrayView bytes, QByteArrayView tag)
{
    const qsizetype longest = std::min(bytes.size(), tag.size() - 1);
    const qsizetype start = bytes.last(longest).lastIndexOf(tag.front());
    if (start < 0)
        return 0;
    const QByteArrayView end = bytes.last(longest - start);
    return tag.startsWith(end) ? end.size() : 0;
}

} // namespace

CaptureFilter::CaptureFilter(qsizetype maxBytes)
    : m_maxBytes(maxBytes)
{
}

bool CaptureFilter::isCapturing() const
{
    return m_isCapturing;
}

const QList<CaptureFilter::Segment> &CaptureFilter::feed(QByteArrayView bytes)
{
    m_segments.resize(0);
    m_completed.clear();
    while (!bytes.isEmpty()) {
        const QByteArrayView tag = m_isCapturing ? endTag : beginTag;
        if (m_matched == 0) {
            const qsizetype found = bytes.indexOf(tag);
            if (found >= 0) {
                pass(bytes.first(found));
                bytes = bytes.sliced(found + tag.size());
                toggle();
                continue;
            }
            m_matched = startAtEnd(bytes, tag);
            pass(bytes.chopped(m_matched));
            break;
        }
        // The tag began in an earlier piece: what was held is a part of the tag itself, wherever it ends.
        qsizetype more = 0;
        while (more < bytes.size() && m_matched < tag.size() && bytes[more] == tag[m_matched]) {
            ++more;
            ++m_matched;
        }
        bytes = bytes.sliced(more);
        if (m_matched == tag.size()) {
            m_matched = 0;
            toggle();
        } else if (!bytes.isEmpty()) {
            pass(tag.first(std::exchange(m_matched, 0)));
        }
    }
    return m_segments;
}

const QList<CaptureFilter::Segment> &CaptureFilter::flush()
{
    m_segments.resize(0);
    const QByteArrayView held = (m_isCapturing ? endTag : beginTag).first(std::exchange(m_matched, 0));
    if (m_isCapturing) {
        m_isCapturing = false;
        m_completed = {std::exchange(m_captured, {})};
        pass(m_completed.constFirst());
    }
    pass(held);
    return m_segments;
}

void CaptureFilter::pass(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    m_segments.append({m_isCapturing ? Segment::Kind::Captured : Segment::Kind::Text, bytes});
    if (!m_isCapturing)
        return;
    bytes = bytes.last(std::min(bytes.size(), m_maxBytes));
    const qsizetype excess = m_captured.size() + bytes.size() - m_maxBytes;
    if (excess > 0)
        m_captured.remove(0, excess);
    m_captured.append(bytes);
}

void CaptureFilter::toggle()
{
    m_isCapturing = !m_isCapturing;
    if (m_isCapturing)
        return;
    m_completed.append(std::exchange(m_captured, {}));
    m_segments.append({Segment::Kind::Complete, m_completed.constLast()});
}

} // namespace kantoku::daemon
