namespace Consult.Silo.Hosting;

/// <summary>The process must not start as it is configured. The message says why, for the operator.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
