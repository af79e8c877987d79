namespace Consult.Feeds;

/// <summary>
/// What lists show of one feed, as the directory keeps it. It is stored in clear, so it holds ids, states and published text
/// only. Readers get it with its <c>id</c>, the feed's key.
/// </summary>
public interface IDirectoryEntry;
