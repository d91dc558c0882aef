#pragma once

#include <QtGlobal>

namespace kantoku::ui {

/**
 * Whether a log view goes along with new lines.
 *
 * Being at the end means following. Whatever shows that the reader looks at something (going up, selecting, finding,
 * jumping) ends it; from then on nothing moves by itself, and what arrives is counted until the end is reached again.
 * A view reports what the person did; it never decides by itself.
 */
class FollowRule {
public:
    enum class Input {
        MovedToEnd, ///< scrolled, by key, wheel or scroll bar, so that the last line is seen
        MovedUp, ///< scrolled to anywhere else
        Selected, ///< text was selected
        Found, ///< a match was gone to
        Jumped, ///< a line, a mark or a place in the overview was gone to
        TurnedOn, ///< the Follow button, or the button that counts new lines
        TurnedOff,
    };

    bool isFollowing() const { return m_following; }
    /// Lines that arrived since following ended; 0 while following.
    qint64 newLines() const { return m_newLines; }

    /// @return true when that changed isFollowing()
    bool apply(Input input);
    void linesArrived(qint64 count);

private:
    bool m_following = true;
    qint64 m_newLines = 0;
};

} // namespace kantoku::ui
