namespace Consult.Api;

/// <summary>The server must not start as it is configured. The message says why, for the operator.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
