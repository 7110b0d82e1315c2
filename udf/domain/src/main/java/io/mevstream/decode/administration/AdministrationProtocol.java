package io.mevstream.decode.administration;

import io.mevstream.decode.EventList;
import io.mevstream.decode.Protocol;

/** Who may change a contract, and switches that stop it: events of libraries that most protocols are built from. */
public final class AdministrationProtocol implements Protocol {

    @Override
    public String name() {
        return "administration";
    }

    @Override
    public void declare(EventList events) {
        events.read(
                        "Paused()",
                        "Paused(address account)",
                        "Unpaused()",
                        "Unpaused(address account)",
                        "Upgraded(address indexed implementation)")
                .ignore(
                        "who administers a contract changes nothing until they act",
                        "OwnershipTransferred(address indexed previousOwner, address indexed newOwner)",
                        "OwnershipTransferRequested(address indexed from, address indexed to)",
                        "RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
                        "RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender)",
                        "RoleAdminChanged(bytes32 indexed role, bytes32 indexed previousAdminRole, bytes32 indexed newAdminRole)",
                        "AdminChanged(address previousAdmin, address newAdmin)");
    }
}
