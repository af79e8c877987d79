// Mirrors src/Orleans.Serialization/Invocation/ITargetHolder.cs, a base of IGrainContext
namespace Orleans.Serialization.Invocation;

public interface ITargetHolder
{
    object? GetTarget();

    object? GetComponent(Type componentType);
}
