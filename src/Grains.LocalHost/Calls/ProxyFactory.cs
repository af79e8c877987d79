using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost;

/// <summary>
/// Emits one class per grain interface. A method of it packs its arguments into a value tuple and hands them, with
/// what is known of the method, to <see cref="GrainProxy.Call"/>.
/// </summary>
internal static class ProxyFactory
{
    private const BindingFlags Anything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("Consult.Grains.LocalHost.Proxies"), AssemblyBuilderAccess.Run)
        .DefineDynamicModule("Proxies");

    private static readonly ConcurrentDictionary<Type, Lazy<Func<CallTarget, GrainProxy>>> Makers = [];

    private static readonly MethodInfo CallMethod = typeof(GrainProxy).GetMethod("Call", Anything)!;

    private static readonly ConstructorInfo BaseConstructor = typeof(GrainProxy).GetConstructors(Anything).Single();

    private static readonly Lock Gate = new();

    /// <summary>Makes a proxy that has the interface.</summary>
    /// <exception cref="NotSupportedException">The interface has something that no grain can offer.</exception>
    public static GrainProxy Create(Type type, CallTarget target) =>
        Makers.GetOrAdd(type, static type => new(() => Emit(type))).Value(target);

    private static Func<CallTarget, GrainProxy> Emit(Type type)
    {
        if (!type.IsInterface || !type.IsAssignableTo(typeof(IAddressable)) || !type.IsVisible)
            throw new NotSupportedException($"{type} is not a public interface of a grain or observer.");
        // Builders of one module are not safe for several threads.
        lock (Gate)
        {
            var proxy = Module.DefineType(
                $"{type.FullName}.Proxy", TypeAttributes.Sealed | TypeAttributes.NotPublic, typeof(GrainProxy), [type]);
            EmitConstructor(proxy);
            var methods = type.GetInterfaces().Append(type).SelectMany(part => part.GetMethods()).ToArray();
            for (var index = 0; index < methods.Length; index++)
                EmitMethod(proxy, new MethodShape(methods[index]), FieldName(index));
            return MakerOf(proxy.CreateType(), methods);
        }
    }

    private static Func<CallTarget, GrainProxy> MakerOf(Type proxy, MethodInfo[] methods)
    {
        for (var index = 0; index < methods.Length; index++)
            proxy.GetField(FieldName(index), Anything)!.SetValue(null, new MethodShape(methods[index]).Describe());
        var target = Expression.Parameter(typeof(CallTarget));
        var made = Expression.New(proxy.GetConstructor(Anything, [typeof(CallTarget)])!, target);
        return Expression.Lambda<Func<CallTarget, GrainProxy>>(made, target).Compile();
    }

    private static string FieldName(int index) => $"Method{index}";

    private static void EmitConstructor(TypeBuilder proxy)
    {
        var code = proxy
            .DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(CallTarget)])
            .GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, BaseConstructor);
        code.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder proxy, MethodShape shape, string fieldName)
    {
        var description = proxy.DefineField(
            fieldName, shape.DescriptionType, FieldAttributes.Private | FieldAttributes.Static);
        var body = proxy.DefineMethod(
            $"{shape.Method.DeclaringType!.FullName}.{shape.Method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig
                | MethodAttributes.NewSlot,
            shape.Method.ReturnType,
            shape.Parameters);
        proxy.DefineMethodOverride(body, shape.Method);

        var code = body.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldsfld, description);
        EmitArguments(code, shape);
        code.Emit(OpCodes.Call, CallMethod.MakeGenericMethod(shape.Arguments, shape.Result));
        if (shape.Method.ReturnType == typeof(void))
            code.Emit(OpCodes.Pop);
        else if (shape.Method.ReturnType.IsValueType)
            code.Emit(OpCodes.Newobj, shape.ValueTaskConstructor);
        code.Emit(OpCodes.Ret);
    }

    private static void EmitArguments(ILGenerator code, MethodShape shape)
    {
        if (shape.Parameters.Length == 0)
        {
            code.Emit(OpCodes.Ldloc, code.DeclareLocal(typeof(Nothing)));
            return;
        }
        for (var index = 1; index <= shape.Parameters.Length; index++)
            code.Emit(OpCodes.Ldarg, (short)index);
        code.Emit(OpCodes.Newobj, shape.Arguments.GetConstructor(shape.Parameters)!);
    }
}
