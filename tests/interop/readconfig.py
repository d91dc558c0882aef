#!/usr/bin/python3
"""Reads the configuration files named on standard input with Supervisor's own option parser, and prints what each
means as one line of JSON. For comparing readers; nothing is started."""
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")

from supervisor import datatypes, events, loggers, options

LEVELS = {number: name for name, number in vars(loggers.LevelsByDescription).items() if not name.startswith("_")}
RESTARTS = {datatypes.RestartUnconditionally: True, datatypes.RestartWhenExitUnexpected: "unexpected", False: False}
PLAIN = """name command directory priority autostart startsecs startretries uid stopsignal stopwaitsecs stopasgroup
killasgroup exitcodes redirect_stderr environment serverurl""".split()
LOG = "_logfile_maxbytes _logfile_backups _capture_maxbytes _events_enabled _syslog".split()
DAEMON = """user uid directory logfile logfile_maxbytes logfile_backups pidfile identifier childlogdir minfds minprocs
serverurl""".split()


class Refused(Exception):
    pass


class Reader(options.ServerOptions):
    def usage(self, msg):
        raise Refused(str(msg))

    def import_spec(self, spec):
        super().import_spec(spec)
        return spec


def octal(value):
    return None if value is None else "%04o" % value


def process(config):
    out = {name: getattr(config, name) for name in PLAIN}
    out["umask"] = octal(config.umask)
    out["autorestart"] = RESTARTS[config.autorestart]
    for channel in ("stdout", "stderr"):
        log = getattr(config, channel + "_logfile")
        out[channel + "_logfile"] = "AUTO" if log is datatypes.Automatic else log
        for name in LOG:
            out[channel + name] = getattr(config, channel + name)
    return out


def group(config):
    out = {"name": config.name, "priority": config.priority, "programs": [process(p) for p in config.process_configs]}
    if isinstance(config, options.EventListenerPoolConfig):
        out["buffer_size"] = config.buffer_size
        out["events"] = sorted(events.getEventNameByType(e) for e in config.pool_events)
        out["result_handler"] = config.result_handler
    elif isinstance(config, options.FastCGIGroupConfig):
        socket = config.socket_config
        out["socket"] = socket.url
        out["socket_owner"] = getattr(socket, "owner", None)
        out["socket_mode"] = octal(getattr(socket, "mode", None))
        out["socket_backlog"] = socket.backlog
    return out


def server(config):
    out = {name: config[name] for name in ("section", "name", "username", "password")}
    if "file" in config:
        out.update(family="unix", file=config["file"], chown=config["chown"], chmod=octal(config["chmod"]))
    else:
        out.update(family="inet", host=config["host"], port=config["port"])
    return out


def read(path):
    reader = Reader()
    try:
        reader.realize(args=["-c", path], doc="", progname="supervisord")
    except Refused as why:
        return {"ok": False, "error": str(why)}
    except Exception as why:    # the program would end with a traceback
        return {"ok": False, "crash": "%s: %s" % (type(why).__name__, why)}
    daemon = {name: getattr(reader, name) for name in DAEMON}
    daemon["umask"] = octal(reader.umask)
    daemon["loglevel"] = LEVELS[reader.loglevel]
    for name in ("nodaemon", "silent", "nocleanup", "strip_ansi"):
        daemon[name] = bool(getattr(reader, name))
    daemon["environment"] = reader.configroot.supervisord.environment
    return {
        "ok": True,
        "supervisord": daemon,
        "http_servers": [server(c) for c in reader.server_configs],
        "rpcinterfaces": [{"name": name, "factory": spec, "extras": extras}
                          for name, spec, extras in reader.rpcinterface_factories],
        "groups": [group(c) for c in reader.process_group_configs],
        "infos": reader.parse_infos,
        "warnings": reader.parse_warnings,
    }


for line in sys.stdin:
    print(json.dumps(read(line.rstrip("\n"))), flush=True)
