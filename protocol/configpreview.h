#pragma once

#include "protocol/error.h"

#include <QList>
#include <QString>
#include <QVariantMap>

namespace kantoku {

/**
 * What reading the configuration files would bring: the answer of kantoku.previewConfig, typed.
 *
 * The three layers are explained in docs/protocol.md: on disk, loaded (by the last reread), active (what groups run
 * with).
 */
struct ConfigPreview {
    struct Message {
        enum class Severity { Info, Warning, Error };
        Severity severity = Severity::Error;
        QString text; ///< a sentence; names section, option, value and what is allowed
        QString file;
        int line = 0; ///< from 1; 0 where there is none
        QString section;
        QString option;
    };
    struct Value {
        QString text; ///< as expanded; empty where the option is not set in that layer
        QString file;
        int line = 0;
        bool isSet = false;
    };
    struct Option {
        QString process; ///< empty: an option of the group
        QString name;
        Value disk;
        Value loaded;
        Value active;
    };
    enum class Action { Keep, Add, Change, Remove };
    struct Group {
        QString name;
        Action onReread = Action::Keep; ///< disk against active, as reloadConfig would answer
        Action onUpdate = Action::Keep; ///< loaded against active, as update would apply now
        QStringList stops; ///< namespecs that `update` would stop
        QStringList starts; ///< namespecs that `update` would start
        QStringList startsAlthoughStopped; ///< of these, the ones that somebody had stopped by hand
        QList<Option> options; ///< only those that differ between layers
    };
    QList<Message> messages;
    QList<Group> groups; ///< those that differ between layers
    QStringList files;

    bool hasErrors() const;
    QVariantMap toMap() const;
    static Result<ConfigPreview> fromMap(const QVariantMap &map);
};

} // namespace kantoku
