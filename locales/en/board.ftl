# The board in the lobby.

board-title = Queue board
board-call = Queue number
board-now = Now serving
board-waiting = Waiting
board-none = No call yet
board-last-calls = Last calls
board-paused = pause
board-sound = Turn on the sound
