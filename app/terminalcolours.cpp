#include "app/terminalcolours.h"

#include <unistd.h>

// These two define hundreds of short words as macros: nothing else is to be seen from here.
#include <curses.h>
#include <term.h>

namespace kantoku {

bool terminalHasColours()
{
    int status = 0;
    if (setupterm(nullptr, STDOUT_FILENO, &status) != 0)
        return false;
    return tigetnum(const_cast<char *>("colors")) >= 8;
}

} // namespace kantoku
