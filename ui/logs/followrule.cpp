#include "ui/logs/followrule.h"

namespace kantoku::ui {

bool FollowRule::apply(Input input)
{
    const bool following = input == Input::MovedToEnd || input == Input::TurnedOn;
    if (following == m_following)
        return false;
    m_following = following;
    m_newLines = 0;
    return true;
}

void FollowRule::linesArrived(qint64 count)
{
    if (!m_following)
        m_newLines += count;
}

} // namespace kantoku::ui
