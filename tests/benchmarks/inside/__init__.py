"""What runs in a process that uses the stack's database: `World.call` starts it there."""
