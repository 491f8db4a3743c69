"""Where this machine can be reached: its address in the network, and a socket that listens there."""

import errno
import ipaddress
import socket

from coach.errors import MachineError, WishError

LOOPBACK = "127.0.0.1"
_HTTP_PORT = 80
_FAR = ("192.0.2.1", 9)
"""An address that is kept for documentation; connecting a datagram socket to it sends nothing."""


def network_address() -> str:
    """The address other devices in the network reach this machine at: the one its way out begins with.

    Raises:
        MachineError: it is in no network.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_FAR)
            address = str(probe.getsockname()[0])
    except OSError:
        address = LOOPBACK
    if ipaddress.ip_address(address).is_loopback or address == "0.0.0.0":
        hint = "join the network the phone is in, or name this machine's address with --host"
        raise MachineError("this machine is in no network", hint=hint)
    return address


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at one address of this machine.

    Args:
        host: an address, or a name of one.
        port: 0 takes one that is free.

    Raises:
        WishError: it is none of this machine's, or stands for all of them.
        MachineError: the port is taken, or the system does not allow it.
    """
    try:
        family, kind, proto, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        hint = "name an address of this machine, such as 192.168.1.20"
        raise WishError("no such address", subject=f"--host {host}", hint=hint) from None
    if ipaddress.ip_address(str(place[0]).partition("%")[0]).is_unspecified:
        hint = "name the one of the network that the phone is in; --network finds it"
        raise WishError("this stands for every address of the machine", subject=f"--host {host}", hint=hint)
    listener = socket.socket(family, kind, proto)
    try:
        listener.bind(place)
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRNOTAVAIL, errno.EINVAL):
            hint = "name an address of this machine; --network finds the one of its network"
            raise WishError("this is no address of this machine", subject=f"--host {host}", hint=hint) from None
        hint = "choose another with --port, or leave that out for one that is free"
        raise MachineError(f"cannot be used: {error.strerror}", subject=f"port {port}", hint=hint) from error
    return listener


def authority(host: str, listener: socket.socket) -> str:
    """Host and port as they stand in an address: `192.168.1.20:8765`, `[fd00::1]:8765`; port 80 is left out."""
    port = listener.getsockname()[1]
    name = f"[{host}]" if ":" in host else host.lower()
    return name if port == _HTTP_PORT else f"{name}:{port}"
