package io.mevstream.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/** How Flink finds {@link MevstreamModule} by its name. It has no options, and any given is an error. */
public final class MevstreamModuleFactory implements ModuleFactory {

    @Override
    public String factoryIdentifier() {
        return MevstreamModule.NAME;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public Module createModule(Context context) {
        FactoryUtil.createModuleFactoryHelper(this, context).validate();
        return new MevstreamModule();
    }
}
