using ArchSpec.Layers;

namespace ArchSpec.Plugins.External;

/// <summary>
/// A plugin cannot be loaded, or one of its layers is at fault. The message is one line for a person: which plugin, which layer where
/// it is one, what was found and what to do.
/// </summary>
/// <param name="code"><c>AS0801</c> to <c>AS0819</c>; each has a page in <c>docs/errors</c>.</param>
/// <param name="message">The line.</param>
/// <param name="cause">What the plugin or the runtime threw.</param>
public sealed class PluginException(string code, string message, Exception? cause = null) : LayerFaultException(code, message, cause);
