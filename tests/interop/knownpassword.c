/* Preloaded into an sshd: everybody has the password that stands in sshd.h, and nobody's own is read. */
#include <shadow.h>

struct spwd *getspnam(const char *name)
{
    static char hash[] = "$6$kantokutest$DKF76Ib4LWZeos4YqD7Fzjb8BlHb8Q.GgkffD27HkiZNwPci8vBr3oyhzyVEYDa9aA5lRQV/nAMJ4hL7BJ2QQ.";
    static struct spwd entry;
    entry = (struct spwd){.sp_namp = (char *)name, .sp_pwdp = hash, .sp_lstchg = 1, .sp_max = -1, .sp_warn = -1,
                          .sp_inact = -1, .sp_expire = -1};
    return &entry;
}
