#pragma once

#include <QCoro/QCoroTask>

#include <span>

class QWidget;
class Studio;

/**
 * One picture: its name, which becomes the file's, and what brings the studio there from where the picture before left
 * it. Dialogs are closed and the filter is emptied in between.
 *
 * A new window, dialog or empty state is one more entry in the table of its topic.
 */
struct Picture {
    const char *name;
    /// @return the widget to be taken; null where it does not come, which fails the run
    QCoro::Task<QWidget *> (*pose)(Studio *studio);
};

// The tables, in the order in which they are gone through. The first has no server open, the others have all that is in
// Studio's configuration.
std::span<const Picture> welcomePictures();
std::span<const Picture> processPictures();
std::span<const Picture> logPictures();
std::span<const Picture> configurationPictures();
std::span<const Picture> preferencesPictures();
