#pragma once

/**
 * The desktop's other face: ssh runs it as its askpass program, with KANTOKU_ASKPASS naming the socket of the window
 * that wants to connect. Hands the question to that window and prints the answer, for ssh alone to read.
 *
 * @return whether the program was started so; `status` is then what it ends with: 0 with an answer, else 1
 */
bool runAsAskpass(int argc, char **argv, int &status);
