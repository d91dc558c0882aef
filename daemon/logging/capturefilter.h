#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace kantoku::daemon {

/**
 * Parts the output of a program into what belongs in its log and what stands between `<!--XSUPERVISOR:BEGIN-->` and
 * `<!--XSUPERVISOR:END-->`.
 *
 * Tags may come in any number of pieces; held back is only what can still become a tag. The text between tags is kept
 * up to maxBytes, the oldest part of more is dropped. Text is not copied: segments are views of what was fed.
 */
class CaptureFilter {
public:
    struct Segment {
        enum class Kind {
            Text, ///< for the log
            Captured, ///< a piece between the tags, as it passes
            Complete, ///< the END tag came: `bytes` is all that was captured
        };
        Kind kind = Kind::Text;
        QByteArrayView bytes;
    };

    /// @param maxBytes  1 or more; a channel with 0 has no filter
    explicit CaptureFilter(qsizetype maxBytes);

    /// What `bytes` amount to, in order. Valid until the next call, and no longer than `bytes` itself.
    const QList<Segment> &feed(QByteArrayView bytes);
    /// The end of the output: what was held back, as text; also a capture that was never ended, so that it is not lost.
    const QList<Segment> &flush();
    /// True between the tags.
    bool isCapturing() const;

private:
    void pass(QByteArrayView bytes);
    void toggle();

    qsizetype m_maxBytes;
    bool m_isCapturing = false;
    qsizetype m_matched = 0; ///< bytes of the awaited tag that ended the last piece
    QByteArray m_captured;
    QList<QByteArray> m_completed; ///< what the present segments show
    QList<Segment> m_segments;
};

} // namespace kantoku::daemon
