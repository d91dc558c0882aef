// The floor of a command line program: a QCoreApplication that does nothing.

#include <QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return 0;
}
