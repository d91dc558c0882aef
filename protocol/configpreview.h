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
        QString
            text; ///< as expanded; the default where the option is not set; secrets are masked, see docs/protocol.md
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
        bool diskDiffers = false; ///< disk means something else than loaded; masked texts may be alike all the same
        bool activeDiffers = false; ///< active means something else than loaded

        /// Whether updating would change it.
        bool updateChanges() const { return diskDiffers != activeDiffers || (diskDiffers && disk.text != active.text); }
        QVariantMap toMap() const;
        static Option fromMap(const QVariantMap &map);
    };
    enum class Action { Keep, Add, Change, Remove };
    struct Group {
        QString name;
        Action onReread = Action::Keep; ///< disk against active, as reloadConfig would answer
        Action onDisk = Action::Keep; ///< disk against loaded: what reading would change in what is loaded
        Action onUpdate = Action::Keep; ///< loaded against active, as update would apply now
        QStringList stops = {}; ///< namespecs that `update` would stop
        QStringList starts = {}; ///< namespecs that `update` would start
        QStringList startsAlthoughStopped = {}; ///< of these, the ones that somebody had stopped by hand
        QList<Option> options = {}; ///< only those that differ between layers, of processes that are in two of them
    };
    QList<Message> messages;
    QList<Group> groups; ///< those that differ between layers
    QStringList files;

    bool hasErrors() const;
    QVariantMap toMap() const;
    static Result<ConfigPreview> fromMap(const QVariantMap &map);
};

} // namespace kantoku
