#pragma once

#include "ui/processes/processmodel.h"

#include <QCoreApplication>
#include <QSet>

class QItemSelectionModel;

namespace kantoku::ui {

class ProcessProxy;

/// What the user has selected: whole servers and groups count as such, so that an action can say its scope.
struct Selection {
    Q_DECLARE_TR_FUNCTIONS(Selection)
public:
    struct Part {
        QString server;
        QString namespec; ///< "group:name", "group:*", or empty for the whole server
        ProcessModel::Kind kind = ProcessModel::Kind::Process;
        QList<ProcessInfo> processes; ///< those within that are shown
        QSet<QString> cutGroups = {}; ///< the groups of which the filter hides some
        int hidden = 0; ///< how many processes it hides of what is selected
        bool online = false;
        client::Descendant descendant = {}; ///< where kind is Descendant
    };
    QList<Part> parts; ///< none is inside another

    bool isEmpty() const { return parts.isEmpty(); }
    QList<ProcessInfo> processes() const;
    /// What descends from a process is seen, but not controlled: true where nothing else is selected.
    bool isDescendantsOnly() const;
    /// The one process that is selected, if it is one.
    const Part *single() const;
    QStringList servers() const;
    /// How many processes the filter hides of what is selected, as a sentence; empty where it hides none.
    QString hiddenText() const;
};

/// What the filter hides is not selected, though its group or server is.
Selection selectionOf(const QItemSelectionModel &selected, const ProcessProxy &proxy);

} // namespace kantoku::ui
