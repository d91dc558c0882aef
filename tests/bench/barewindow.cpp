// The least that a desktop program of Qt Widgets does until it is seen: what the desktop's own first picture is
// compared with. Prints CLOCK_MONOTONIC in nanoseconds after its first paint, and ends.

#include "tests/bench/firstpaint.h"

#include <QApplication>
#include <QMainWindow>
#include <QTreeView>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QMainWindow window;
    auto *tree = new QTreeView(&window);
    window.setCentralWidget(tree);
    window.resize(1180, 720);
    FirstPaint paint(tree->viewport(), [] { return true; });
    window.show();
    return QApplication::exec();
}
